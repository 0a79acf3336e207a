import Core
import Foundation  // reading the recorded answers
import JSON
import TestSupport
import Testing
import Web

/// Compares every change of state with what a real Prefect server answered, as `record-transitions.py` wrote it down.
@Suite struct TransitionTableTests {
    let server: TestServer
    let table: JSONValue
    let flow: JSONValue
    let deployment: JSONValue

    init() throws {
        server = try TestServer()
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "transitions.json")
        table = try JSONValue(parsing: [UInt8](Data(contentsOf: file)))
        flow = try server.send(.post, "/api/flows/", ["name": "transitions"])["id"] ?? nil
        deployment =
            try server.send(.post, "/api/deployments/", ["name": "transitions", "flow_id": flow])["id"] ?? nil
    }

    @Test(arguments: [("flow_runs", 3500), ("task_runs", 4500)])
    func `every change of state is answered as Prefect's server answers it`(kind: String, least: Int) throws {
        let rows = try #require(table[kind]?.array)
        #expect(rows.count > least)
        var differences: [String] = []
        for (number, row) in rows.enumerated() {
            let expected = try outcome(row)
            let run = try begin(row, kind, from: row["from"]?.string, number)
            let found = try take(row, kind, run)
            if found != expected {
                differences.append("\(row.text)\n   expected \(expected.text)\n   found    \(found.text)")
            }
        }
        let summary = "\(differences.count) of \(rows.count) differ:\n" + differences.prefix(12).joined(separator: "\n")
        #expect(differences.isEmpty, "\(summary)")
    }

    @Test(arguments: ["flow_runs", "task_runs"])
    func `a run that goes through many states is where Prefect's server has it`(kind: String) throws {
        let walks = try #require(table["\(kind) walks"]?.array)
        #expect(walks.count >= 100)
        for (number, walk) in walks.enumerated() {
            let run = try begin(walk, kind, from: "Running", number)
            var way = walk["setup"]?.string ?? ""
            for step in walk["steps"]?.array ?? [] {
                way += " \(step["to"]?.string ?? "")\(step["force"] == true ? "!" : "")"
                let expected = try outcome(step)
                let found = try take(step, kind, run)
                #expect(found == expected, "\(way)\n\(expected.text)\n\(found.text)")
                guard found == expected else { break }
            }
        }
    }

    /// A run of a row, with what stands around it.
    private struct Begun {
        let id: String
        let setup: JSONValue
        /// The cache key and the tag of the row.
        let key: String
        /// The limit of the tag, where the setup has one.
        let limit: String?
    }

    /// What the real server answered, and how it showed the run then.
    private func outcome(_ row: JSONValue) throws -> JSONValue {
        let place = try #require(row["outcome"]?.int)
        return try #require(table["outcomes"]?.array?[Int(place)])
    }

    /// Makes the run of a row.
    private func begin(_ row: JSONValue, _ kind: String, from initial: String?, _ number: Int) throws -> Begun {
        let name = try #require(row["setup"]?.string)
        let setup = try #require(table[kind == "flow_runs" ? "flow_setups" : "task_setups"]?[name])
        let key = "row-\(number)"
        if kind == "flow_runs" {
            return Begun(id: try flowRun(setup, initial, key), setup: setup, key: key, limit: nil)
        }
        var limit: String?
        if let members = setup["tag"]?.object {
            limit = try make("v2/concurrency_limits", members.merging(["name": .string("tag:\(key)")]))
        }
        return Begun(id: try taskRun(setup, initial, key), setup: setup, key: key, limit: limit)
    }

    /// Asks for one state and describes the answer.
    private func take(_ row: JSONValue, _ kind: String, _ run: Begun) throws -> JSONValue {
        var told = (run.setup["details"]?.object ?? [:]).merging(run.setup["asked details"]?.object ?? [:])
        if run.setup["deferred"] == true { told["deferred"] = true }
        let state = try proposed(row["to"]?.string ?? "", run.key, told)
        let answer = try server.send(
            .post, "/api/\(kind)/\(run.id)/set_state", ["state": state, "force": row["force"] ?? false],
            agent: run.setup["client"]?.string)
        let after = try server.send(.get, "/api/\(kind)/\(run.id)").json
        func has(_ member: String) -> JSONValue { .bool(after[member] != .null) }
        let policy = after["empirical_policy"]
        let stateDetails = (answer["state"]?["state_details"]?.object?.members ?? []).filter {
            $0.value != .null && $0.value != false
        }
        var seen: JSONObject = [
            "answer": [
                .int(Int64(answer.status)), answer["status"] ?? nil,
                plain(answer["details"]?.object ?? [:], after["flow_run_id"]?.string, run.key),
            ],
            "state": [
                answer["state"]?["type"] ?? nil, answer["state"]?["name"] ?? nil, answer["state"]?["message"] ?? nil,
                answer["state"]?["data"] ?? nil,
            ],
            "details": .array(stateDetails.map(\.key).sorted().map(JSONValue.string)),
        ]
        if let limit = run.limit {
            seen["taken"] = try server.send(.get, "/api/v2/concurrency_limits/\(limit)")["active_slots"] ?? nil
        }
        seen["run"] = [
            after["state_type"] ?? nil, after["state_name"] ?? nil, after["run_count"] ?? nil,
            after["flow_run_run_count"] ?? nil, has("start_time"), has("end_time"),
            has("next_scheduled_start_time"),
        ]
        seen["policy"] = [
            policy?["resuming"] ?? nil, policy?["retry_type"] ?? nil,
            .int(Int64(policy?["pause_keys"]?.array?.count ?? 0)),
        ]
        return .object(seen)
    }

    /// The details of an answer without ids, and without the delay where it is drawn at random.
    private func plain(_ details: JSONObject, _ flowRun: String?, _ key: String) -> JSONValue {
        guard var reason = details["reason"]?.string else { return .object(details) }
        var plain = details
        if let flowRun { reason = reason.replacingOccurrences(of: flowRun, with: "FLOW_RUN") }
        reason = reason.replacingOccurrences(of: key, with: "TAG")
        plain["reason"] = .string(reason)
        if reason.contains("Concurrency limit") { plain["delay_seconds"] = nil }
        return .object(plain)
    }

    private func flowRun(_ setup: JSONValue, _ initial: String?, _ key: String) throws -> String {
        var body: JSONObject = ["flow_id": flow, "state": ["type": "RUNNING"]]
        body = body.merging(setup["run"]?.object ?? [:])
        if setup["deployment"] == true { body["deployment_id"] = deployment }
        if setup["subflow"] == true {
            let parent = try make("flow_runs", ["flow_id": flow, "state": ["type": "RUNNING"]])
            body["parent_task_run_id"] = .string(
                try make("task_runs", ["flow_run_id": .string(parent), "task_key": "sub", "dynamic_key": "0"]))
        }
        let run = try make("flow_runs", body)
        if let change = setup["change"] { try server.send(.patch, "/api/flow_runs/\(run)", change) }
        try force("flow_runs/\(run)", try #require(initial), key, setup)
        return run
    }

    private func taskRun(_ setup: JSONValue, _ initial: String?, _ key: String) throws -> String {
        var body: JSONObject = ["task_key": "t", "dynamic_key": .string(key)]
        body = body.merging(setup["run"]?.object ?? [:])
        if let cached = setup["cached"]?.string {
            let other = try make(
                "task_runs", body.merging(["dynamic_key": .string("\(key)-cached"), "state": ["type": "RUNNING"]]))
            try server.send(.post, "/api/task_runs/\(other)/set_state", ["state": proposed(cached, key)])
        }
        if setup["tag"] != nil { body["tags"] = [.string(key)] }
        var flowRun: String?
        if setup["flow"] != nil {
            flowRun = try make("flow_runs", ["flow_id": flow, "state": ["type": "RUNNING"]])
            body["flow_run_id"] = flowRun.map(JSONValue.string)
        }
        if initial != nil { body["state"] = ["type": "RUNNING"] }
        let run = try make("task_runs", body)
        if let initial { try force("task_runs/\(run)", initial, key, setup) }
        if let flowRun, let state = setup["flow"]?.string {
            try force("flow_runs/\(flowRun)", state, key)
            if setup["flow again"] == true { try force("flow_runs/\(flowRun)", state, key) }
        }
        return run
    }

    private func make(_ kind: String, _ body: JSONObject) throws -> String {
        try #require(try server.send(.post, "/api/\(kind)/", .object(body))["id"]?.string)
    }

    private func force(_ path: String, _ name: String, _ key: String, _ setup: JSONValue = [:]) throws {
        let state = try proposed(name, key, setup["details"]?.object ?? [:])
        let answer = try server.send(
            .post, "/api/\(path)/set_state", ["state": state, "force": true], agent: setup["client"]?.string)
        try #require(answer.status == 201)
    }

    /// The members of a state; a time that is so many seconds ahead becomes a moment, KEY the row's key.
    private func proposed(_ name: String, _ key: String, _ told: JSONObject = [:]) throws -> JSONValue {
        var state = try #require(table["states"]?[name]?.object)
        var details = (state["state_details"]?.object ?? [:]).merging(told)
        for member in state["in"]?.object?.members ?? [] {
            let moment = server.clock.now + .seconds(member.value.int ?? 0)
            details[member.key] = .string(moment.description)
        }
        if details["cache_key"] == "KEY" { details["cache_key"] = .string(key) }
        state["in"] = nil
        if !details.isEmpty { state["state_details"] = .object(details) }
        return .object(state)
    }
}
