import Core
import JSON
import TestSupport
import Testing
import Web

@Suite struct SetStateTests {
    let server: TestServer
    let flow: JSONValue

    init() throws {
        server = try TestServer()
        flow = try server.send(.post, "/api/flows/", ["name": "etl", "tags": ["b", "a"]])["id"] ?? nil
    }

    private func flowRun(_ members: JSONObject = [:]) throws -> String {
        let body = (["flow_id": flow] as JSONObject).merging(members)
        return try #require(try server.send(.post, "/api/flow_runs/", .object(body))["id"]?.string)
    }

    private func set(_ path: String, _ state: JSONValue, force: Bool = false) throws -> Answer {
        server.clock.advance(by: .seconds(1))
        return try server.send(.post, "/api/\(path)/set_state", ["state": state, "force": .bool(force)])
    }

    @Test func `an accepted state is stored, counted and listed`() throws {
        let id = try flowRun()
        let running = try set("flow_runs/\(id)", ["type": "RUNNING", "message": "hello"])
        #expect(running.status == 201)
        #expect(running["status"] == "ACCEPT")
        #expect(running["details"] == ["type": "accept_details"])
        #expect(running["state"]?["timestamp"] == "2026-11-21T12:00:01Z")
        let done = try set("flow_runs/\(id)", ["type": "COMPLETED", "data": ["type": "unpersisted"]])
        #expect(done["state"]?["data"] == ["type": "unpersisted"])
        let run = try server.send(.get, "/api/flow_runs/\(id)")
        #expect(run["total_run_time"] == 1.0)
        #expect(run["end_time"] == "2026-11-21T12:00:02Z")
        #expect(run["state"]?["data"] == .null)
        let states = try server.send(.get, "/api/flow_run_states/?flow_run_id=\(id)").json.array ?? []
        #expect(states.map { $0["type"] } == ["PENDING", "RUNNING", "COMPLETED"])
        #expect(states[1] == running["state"])
        let one = try server.send(.get, "/api/flow_run_states/\(states[2]["id"]?.string ?? "")")
        #expect(one.json == states[2])
    }

    @Test func `two states in one moment stand apart`() throws {
        let id = try flowRun(["state": ["type": "PENDING"]])
        let running = try server.send(.post, "/api/flow_runs/\(id)/set_state", ["state": ["type": "RUNNING"]])
        #expect(running["state"]?["timestamp"] == "2026-11-21T12:00:00.000001Z")
    }

    @Test func `a run waits for its time and takes it along`() throws {
        let id = try flowRun([
            "state": ["type": "SCHEDULED", "state_details": ["scheduled_time": "2026-11-21T12:01:00Z"]]
        ])
        let pending = try set("flow_runs/\(id)", ["type": "PENDING"])
        #expect(pending["state"]?["state_details"]?["scheduled_time"] == "2026-11-21T12:01:00Z")
        let waiting = try set("flow_runs/\(id)", ["type": "RUNNING"])
        #expect(waiting.status == 200)
        #expect(waiting["state"] == pending["state"])
        #expect(
            waiting["details"]
                == ["type": "wait_details", "delay_seconds": 58, "reason": "Scheduled time is in the future"])
        server.clock.advance(by: .seconds(58))
        #expect(try set("flow_runs/\(id)", ["type": "RUNNING"]).status == 201)
    }

    @Test func `a failed flow run is tried again while it has retries`() throws {
        let id = try flowRun(["empirical_policy": ["retries": 1, "retry_delay": 10]])
        _ = try set("flow_runs/\(id)", ["type": "RUNNING"])
        let retry = try set("flow_runs/\(id)", ["type": "FAILED", "message": "no"])
        #expect(retry.status == 201)
        #expect(retry["status"] == "REJECT")
        #expect(retry["details"]?["reason"] == "Retrying")
        #expect(retry["state"]?["name"] == "AwaitingRetry")
        #expect(retry["state"]?["message"] == "no")
        #expect(retry["state"]?["state_details"]?["scheduled_time"] == "2026-11-21T12:00:12Z")
        #expect(try server.send(.get, "/api/flow_runs/\(id)")["empirical_policy"]?["retry_type"] == "in_process")
        server.clock.advance(by: .seconds(10))
        _ = try set("flow_runs/\(id)", ["type": "RUNNING"])
        #expect(try set("flow_runs/\(id)", ["type": "FAILED"])["status"] == "ACCEPT")
        let run = try server.send(.get, "/api/flow_runs/\(id)")
        #expect(run["empirical_policy"]?["retry_type"] == .null)
        #expect(run["run_count"] == 2)
    }

    @Test func `a subflow's states show in the task run that stands for it`() throws {
        let parent = try flowRun()
        let task = try server.send(
            .post, "/api/task_runs/",
            ["flow_run_id": .string(parent), "task_key": "sub", "dynamic_key": "0", "name": "sub-0"])
        let taskID = try #require(task["id"]?.string)
        let child = try flowRun(["parent_task_run_id": .string(taskID)])
        _ = try set("flow_runs/\(child)", ["type": "RUNNING"])
        let shown = try server.send(.get, "/api/task_runs/\(taskID)")
        #expect(shown["state_type"] == "RUNNING")
        #expect(shown["run_count"] == 1)
        let details = shown["state"]?["state_details"]
        #expect(details?["child_flow_run_id"] == .string(child))
        #expect(details?["flow_run_id"] == .string(parent))
        #expect(details?["task_run_id"] == .string(taskID))
        let own = try server.send(.get, "/api/flow_runs/\(child)")
        #expect(own["state"]?["state_details"]?["task_run_id"] == .string(taskID))
        #expect(own["state"]?["state_details"]?["child_flow_run_id"] == .null)
    }

    @Test func `a task run takes a cached state and does not run`() throws {
        func task(_ key: String) throws -> String {
            let body: JSONValue = ["task_key": "t", "dynamic_key": .string(key)]
            return try #require(try server.send(.post, "/api/task_runs/", body)["id"]?.string)
        }
        let keyed: JSONValue = ["cache_key": "sum", "cache_expiration": "2026-11-21T12:01:00Z"]
        let first = try task("0")
        _ = try set("task_runs/\(first)", ["type": "RUNNING", "state_details": keyed])
        _ = try set("task_runs/\(first)", ["type": "COMPLETED", "data": ["a": 1], "state_details": keyed])
        let second = try task("1")
        let cached = try set("task_runs/\(second)", ["type": "RUNNING", "state_details": keyed])
        #expect(cached.status == 201)
        #expect(cached["details"]?["reason"] == "Retrieved state from cache")
        #expect(cached["state"]?["name"] == "Cached")
        #expect(cached["state"]?["data"] == ["a": 1])
        #expect(cached["state"]?["state_details"]?["task_run_id"] == .string(second))
        server.clock.advance(by: .minutes(2))
        let third = try set("task_runs/\(try task("2"))", ["type": "RUNNING", "state_details": keyed])
        #expect(third["state"]?["type"] == "RUNNING")
    }

    @Test(arguments: [
        ("POST", "/api/flow_runs/00000000-0000-4000-8000-00000000dead/set_state", 404, "Flow run with id "),
        ("POST", "/api/task_runs/00000000-0000-4000-8000-00000000dead/set_state", 404, "Task run with id "),
        ("GET", "/api/flow_run_states/00000000-0000-4000-8000-00000000dead", 404, "Flow run state not found"),
        ("GET", "/api/task_run_states/00000000-0000-4000-8000-00000000dead", 404, "Flow run state not found"),
        ("GET", "/api/flow_run_states/?flow_run_id=00000000-0000-4000-8000-00000000dead", 200, ""),
        ("GET", "/api/task_run_states/?task_run_id=00000000-0000-4000-8000-00000000dead", 200, ""),
        ("GET", "/api/flow_run_states/", 422, ""),
        ("GET", "/api/task_run_states/?task_run_id=x", 422, ""),
    ])
    func `runs and states that are not there`(method: String, path: String, status: Int, text: String) throws {
        let body: JSONValue? = method == "POST" ? ["state": ["type": "RUNNING"]] : nil
        let answer = try server.send(try #require(.init(rawValue: method)), path, body)
        #expect(answer.status == status)
        let said = answer["detail"]?.string ?? answer["exception_message"]?.string ?? ""
        #expect(said.hasPrefix(text))
    }

    static let incomplete: [(String, [JSONValue])] = [
        ("{}", [["body", "state"]]), ("null", [["body", "state"]]), (#"{"state": null}"#, [["body", "state"]]),
        ("[]", [["body", "state"], ["body", "force"]]),
        (#"{"state": {"type": "RUNNING"}, "force": "x"}"#, [["body", "force"]]),
    ]

    @Test(arguments: incomplete)
    func `the state must be there`(body: String, places: [JSONValue]) throws {
        let answer = try server.send(.post, "/api/flow_runs/\(try flowRun())/set_state", raw: body)
        #expect(answer.status == 422)
        #expect(answer["exception_detail"]?.array?.map { $0["loc"] ?? nil } == places)
    }
}
