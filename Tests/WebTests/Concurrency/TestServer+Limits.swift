import Core
import JSON
import TestSupport
import Testing
import Web

extension TestServer {
    /// Makes a limit and answers its id.
    @discardableResult
    func limit(_ name: String, _ slots: Int64, _ members: JSONObject = [:]) throws -> String {
        let body: JSONObject = ["name": .string(name), "limit": .int(slots)]
        return try #require(
            try send(.post, "/api/v2/concurrency_limits/", .object(body.merging(members)))["id"]?.string)
    }

    /// Slots that are taken of a limit.
    func taken(_ name: String) throws -> Int64 {
        try #require(try send(.get, "/api/v2/concurrency_limits/\(name)")["active_slots"]?.int)
    }

    /// Who holds slots of a limit.
    func holders(_ name: String) throws -> [JSONValue] {
        try #require(try send(.get, "/api/v2/concurrency_limits/\(name)/holders").json.array)
    }

    @discardableResult
    func take(_ names: [String], _ slots: Int64 = 1, _ members: JSONObject = [:]) throws -> Answer {
        let body: JSONObject = ["names": .array(names.map(JSONValue.string)), "slots": .int(slots)]
        return try send(
            .post, "/api/v2/concurrency_limits/increment-with-lease", .object(body.merging(members)))
    }

    @discardableResult
    func enter(
        _ state: String, _ run: String, _ members: JSONObject = [:], force: Bool = false,
        agent: String? = "prefect/3.8.8 (API 0.8.4)"
    ) throws -> Answer {
        let type: JSONObject = ["type": .string(state)]
        return try send(
            .post, "/api/\(run)/set_state", ["state": .object(type.merging(members)), "force": .bool(force)],
            agent: agent)
    }

    /// The address of a run of a deployment that was just made.
    func deployedRun(_ deployment: String, _ name: String = "run") throws -> String {
        let run = try send(.post, deployment + "/create_flow_run", ["name": .string(name)])
        return "flow_runs/\(try #require(run["id"]?.string))"
    }

    /// The address of a task run with tags, of no flow run.
    func taggedTask(_ key: String, _ tags: [String], _ members: JSONObject = [:]) throws -> String {
        let body: JSONObject = [
            "task_key": "t", "dynamic_key": .string(key), "tags": .array(tags.map(JSONValue.string)),
            "state": ["type": "PENDING"],
        ]
        return
            "task_runs/\(try #require(try send(.post, "/api/task_runs/", .object(body.merging(members)))["id"]?.string))"
    }
}
