import JSON
import TestSupport
import Testing
import Web

@Suite struct FlowRunCreationTests {
    let server: TestServer
    let flow: JSONValue

    init() throws {
        server = try TestServer()
        let made = try server.send(.post, "/api/flows/", ["name": "etl", "tags": ["b"], "labels": ["l": 1]])
        flow = made["id"] ?? nil
    }

    private func create(_ members: JSONObject = [:]) throws -> Answer {
        var body: JSONObject = ["flow_id": flow]
        body = body.merging(members)
        return try server.send(.post, "/api/flow_runs/", .object(body))
    }

    @Test func `a run without a state is pending, named, and labelled after its flow`() throws {
        let run = try create(["tags": ["a"]])
        #expect(run.status == 201)
        #expect(run["state_type"] == "PENDING")
        #expect(run["state"]?["name"] == "Pending")
        #expect(run["state"]?["state_details"]?["flow_run_id"] == run["id"])
        #expect(run["state_id"] == run["state"]?["id"])
        #expect(run["expected_start_time"] == "2026-11-21T12:00:00Z")
        #expect(run["next_scheduled_start_time"] == .null)
        #expect(run["run_count"] == 0)
        #expect(run["labels"] == ["l": 1, "prefect.flow.id": flow])
        #expect(run["name"]?.string?.contains("-") == true)
        #expect(try server.send(.get, "/api/flow_runs/\(run["id"]?.string ?? "")").json == run.json)
    }

    @Test func `the first state makes the run's times and counts`() throws {
        let running = try create(["state": ["type": "RUNNING", "message": "go"]])
        #expect(running["run_count"] == 1)
        #expect(running["start_time"] == "2026-11-21T12:00:00Z")
        let scheduled = try create([
            "state": ["type": "SCHEDULED", "state_details": ["scheduled_time": "2026-11-22T00:00:00+02:00"]]
        ])
        #expect(scheduled["next_scheduled_start_time"] == "2026-11-21T22:00:00Z")
        #expect(scheduled["expected_start_time"] == "2026-11-21T22:00:00Z")
        #expect(scheduled["start_time"] == .null)
        let over = try create(["state": ["type": "FAILED"]])
        #expect(over["start_time"] == over["end_time"])
        #expect(over["run_count"] == 0)
        let now = try create(["state": ["type": "SCHEDULED"]])
        #expect(now["state"]?["state_details"]?["scheduled_time"] == "2026-11-21T12:00:00Z")
    }

    @Test func `an idempotency key gives a flow one run, whose state stays`() throws {
        let first = try create(["idempotency_key": "k", "state": ["type": "RUNNING"]])
        let second = try create(["idempotency_key": "k", "state": ["type": "FAILED"], "name": "other"])
        #expect(first.status == 201)
        #expect(second.status == 200)
        #expect(second.json == first.json)
        #expect(try server.send(.post, "/api/flow_runs/count", nil).json == 1)
    }

    @Test func `a key of a pause counts once`() throws {
        let run = try create(["empirical_policy": ["pause_keys": ["a", "b", "a"]]])
        #expect(run["empirical_policy"]?["pause_keys"] == ["a", "b"])
        let refused = try create(["empirical_policy": ["pause_keys": "a"]])
        #expect(refused.status == 422)
        #expect(refused["exception_detail"]?.array?.first?["type"] == "set_type")
    }

    @Test func `a run that begins to run has no lease but the one that it got`() throws {
        let lease: JSONValue = ["deployment_concurrency_lease_id": "00000000-0000-4000-8000-00000000dead"]
        let run = try create()
        let path = "/api/flow_runs/\(try #require(run["id"]?.string))/set_state"
        let began = try server.send(.post, path, ["state": ["type": "RUNNING", "state_details": lease]])
        #expect(began["state"]?["type"] == "RUNNING")
        #expect(began["state"]?["state_details"]?["deployment_concurrency_lease_id"] == .null)
    }

    @Test func `an older pair of retry members speaks for the newer one`() throws {
        let run = try create(["empirical_policy": ["max_retries": 2, "retry_delay_seconds": 3]])
        #expect(run["empirical_policy"]?["retries"] == 2)
        #expect(run["empirical_policy"]?["retry_delay"] == 3)
        let nought = try create([
            "empirical_policy": ["retries": 0, "max_retries": 4, "retry_delay": 0, "retry_delay_seconds": 5]
        ])
        #expect(nought["empirical_policy"]?["retries"] == 4)
        #expect(nought["empirical_policy"]?["retry_delay"] == 5)
        #expect(run["empirical_policy"]?["pause_keys"] == [])
    }

    @Test func `retry members of nought, as older clients send them, are no delay`() throws {
        let nought: JSONValue = ["max_retries": 0, "retry_delay_seconds": 0.0, "retries": 0, "retry_delay": 0]
        let run = try create(["empirical_policy": nought])
        #expect(run.status == 201)
        #expect(run["empirical_policy"]?["retry_delay"] == 0)
    }

    static let missing: [(JSONObject, Int, String)] = [
        (["flow_id": "00000000-0000-4000-8000-00000000dead"], 409, "Data integrity conflict."),
        (["parent_task_run_id": "00000000-0000-4000-8000-00000000dead"], 409, "Data integrity conflict."),
        (["infrastructure_document_id": "00000000-0000-4000-8000-00000000dead"], 409, "Data integrity conflict."),
        (["work_pool_name": "nope"], 404, "Work pool \"nope\" not found."),
        (["work_pool_name": "nope", "work_queue_name": "x"], 404, "Work pool queue 'nope/x' not found."),
    ]

    @Test(arguments: missing)
    func `what the run refers to must be there`(members: JSONObject, status: Int, detail: String) throws {
        let answer = try create(members)
        #expect(answer.status == status)
        #expect(answer["detail"]?.string?.hasPrefix(detail) == true)
        #expect(try server.send(.post, "/api/flow_runs/count", nil).json == 0)
    }

    static let wrong: [(JSONObject, String, JSONValue)] = [
        (["state": ["type": "RUNNING", "id": "x"]], "extra_forbidden", ["body", "state", "id"]),
        (["state": ["type": "NOPE"]], "enum", ["body", "state", "type"]),
        (
            ["state": ["type": "RUNNING", "state_details": nil]], "model_attributes_type",
            ["body", "state", "state_details"]
        ),
        (
            ["state": ["type": "RUNNING", "state_details": ["pause_reschedule": nil, "wat": 1]]], "bool_type",
            ["body", "state", "state_details", "pause_reschedule"]
        ),
        (
            ["state": ["type": "RUNNING", "state_details": ["run_input_keyset": ["a": 1]]]], "string_type",
            ["body", "state", "state_details", "run_input_keyset", "a"]
        ),
        (
            ["empirical_policy": ["retry_delay_seconds": 1.5]], "int_from_float",
            ["body", "empirical_policy", "retry_delay"]
        ),
        (["wat": 2], "extra_forbidden", ["body", "wat"]),
    ]

    @Test(arguments: wrong)
    func `what is wrong is named with its place`(members: JSONObject, type: String, place: JSONValue) throws {
        let answer = try create(members)
        #expect(answer.status == 422)
        #expect(answer["exception_detail"]?.array?.first?["type"] == .string(type))
        #expect(answer["exception_detail"]?.array?.first?["loc"] == place)
    }

    @Test func `parameters have a largest size`() throws {
        let answer = try create(["parameters": ["a": .string(String(repeating: "x", count: 600_000))]])
        #expect(
            answer["exception_detail"]?.array?.first?["msg"]
                == "Value error, Flow run parameters must be less than 524,288 bytes when serialized (got 600,008 bytes)."
        )
    }
}
