import JSON
import TestSupport
import Testing
import Web

@Suite struct TaskRunCreationTests {
    let server: TestServer
    let flowRun: JSONValue

    init() throws {
        server = try TestServer()
        let flow = try server.send(.post, "/api/flows/", ["name": "etl", "labels": ["l": 1]])["id"] ?? nil
        flowRun = try server.send(.post, "/api/flow_runs/", ["flow_id": flow])["id"] ?? nil
    }

    private func create(_ members: JSONObject) throws -> Answer {
        let body = (["task_key": "t", "dynamic_key": "0"] as JSONObject).merging(members)
        return try server.send(.post, "/api/task_runs/", .object(body))
    }

    private static let id: JSONValue = "00000000-0000-4000-8000-00000000dead"

    @Test func `a run is made once for its flow run and keys, with the id that the client gave`() throws {
        let first = try create([
            "flow_run_id": flowRun, "id": Self.id, "labels": ["x": true], "state": ["type": "RUNNING"],
        ])
        #expect(first.status == 201)
        #expect(first["id"] == Self.id)
        #expect(first["run_count"] == 1)
        #expect(first["flow_run_run_count"] == 0)
        #expect(first["labels"]?["l"] == 1)
        #expect(first["labels"]?["prefect.flow-run.id"] == flowRun)
        #expect(first["labels"]?["x"] == true)
        #expect(first["state"]?["state_details"]?["task_run_id"] == Self.id)
        #expect(first["state"]?["state_details"]?["flow_run_id"] == flowRun)
        let again = try create(["flow_run_id": flowRun, "name": "other", "state": ["type": "FAILED"]])
        #expect(again.status == 200)
        #expect(again.json == first.json)
    }

    @Test func `a run without a flow run is known by its keys alone`() throws {
        let first = try create([:])
        #expect(first.status == 201)
        #expect(first["labels"] == [:])
        #expect(first["state"]?["state_details"]?["flow_run_id"] == .null)
        #expect(try create([:])["id"] == first["id"])
        #expect(try create(["dynamic_key": "1"]).status == 201)
    }

    @Test func `inputs and policy are kept in their full form`() throws {
        let run = try create([
            "task_inputs": ["a": [["id": Self.id], ["name": "n"], ["type": "t"]]],
            "empirical_policy": ["max_retries": 3, "retry_delay_seconds": 1.5],
        ])
        #expect(
            run["task_inputs"] == [
                "a": [
                    ["input_type": "task_run", "id": Self.id], ["input_type": "parameter", "name": "n"],
                    ["input_type": "constant", "type": "t"],
                ]
            ])
        #expect(run["empirical_policy"]?["retries"] == 3)
        #expect(run["empirical_policy"]?["retry_delay"] == 1.5)
        let other = try create(["dynamic_key": "1", "empirical_policy": ["retry_delay": "5"]])
        #expect(other["empirical_policy"]?["retry_delay"] == 5)
        let older = try create(["dynamic_key": "2", "empirical_policy": ["retry_delay_seconds": 4]])
        #expect(older["empirical_policy"]?["retry_delay"] == .int(4))
        #expect(older["empirical_policy"]?["retry_delay_seconds"] == .double(4))
    }

    @Test func `a flow run that is not there, or an id that is taken, is a conflict`() throws {
        #expect(try create(["flow_run_id": Self.id]).status == 409)
        #expect(try create(["id": Self.id]).status == 201)
        #expect(try create(["id": Self.id, "dynamic_key": "1"]).status == 409)
    }

    /// The kind and the place of each problem, as the real server names them.
    static let wrong: [(JSONObject, [(String, JSONValue)])] = [
        (
            ["task_key": 1, "dynamic_key": nil],
            [("string_type", ["body", "task_key"]), ("string_type", ["body", "dynamic_key"])]
        ),
        (["task_inputs": nil], [("dict_type", ["body", "task_inputs"])]),
        (
            ["task_inputs": ["a": [[:]], "b": [:]]],
            [
                ("missing", ["body", "task_inputs", "a", 0, "TaskRunResult", "id"]),
                ("missing", ["body", "task_inputs", "a", 0, "FlowRunResult", "id"]),
                ("missing", ["body", "task_inputs", "a", 0, "Parameter", "name"]),
                ("missing", ["body", "task_inputs", "a", 0, "Constant", "type"]),
                ("list_type", ["body", "task_inputs", "b"]),
            ]
        ),
        (
            ["empirical_policy": ["retry_delay": "x"]],
            [
                ("int_parsing", ["body", "empirical_policy", "retry_delay", "int"]),
                ("float_parsing", ["body", "empirical_policy", "retry_delay", "float"]),
                ("list_type", ["body", "empirical_policy", "retry_delay", "list[int]"]),
                ("list_type", ["body", "empirical_policy", "retry_delay", "list[float]"]),
            ]
        ),
        (
            ["empirical_policy": ["retry_jitter_factor": -1]],
            [("value_error", ["body", "empirical_policy", "retry_jitter_factor"])]
        ),
        (
            ["empirical_policy": ["retry_delay": .array(Array(repeating: 1, count: 51))]],
            [("value_error", ["body", "empirical_policy", "retry_delay"])]
        ),
        (["cache_key": .string(String(repeating: "k", count: 2001))], [("value_error", ["body", "cache_key"])]),
        (["id": "x", "wat": 1], [("uuid_parsing", ["body", "id"]), ("extra_forbidden", ["body", "wat"])]),
    ]

    @Test(arguments: wrong)
    func `every wrong member is named with its place`(members: JSONObject, problems: [(String, JSONValue)]) throws {
        let answer = try create(members)
        #expect(answer.status == 422)
        let found = answer["exception_detail"]?.array ?? []
        #expect(found.map { $0["type"] } == problems.map { .string($0.0) })
        #expect(found.map { $0["loc"] } == problems.map(\.1))
    }
}
