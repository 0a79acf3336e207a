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

    @Test(arguments: ["flow_runs", "task_runs"])
    func `every change of state is answered as Prefect's server answers it`(kind: String) throws {
        let rows = try #require(table[kind]?.array)
        #expect(rows.count > 800)
        var differences: [String] = []
        for (number, row) in rows.enumerated() {
            let expected = JSONObject(row.object?.members.filter { Self.compared.contains($0.key) } ?? [])
            let found = try replay(row, kind, number)
            if found != expected {
                differences.append(
                    "\(row.text.prefix(90))\n   expected \(JSONValue.object(expected).text)\n   found    \(JSONValue.object(found).text)"
                )
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
            let (run, setup) = try begin(walk, kind, from: "Running", number)
            var way = walk["setup"]?.string ?? ""
            for step in walk["steps"]?.array ?? [] {
                way += " \(step["to"]?.string ?? "")\(step["force"] == true ? "!" : "")"
                let expected = JSONObject(step.object?.members.filter { Self.compared.contains($0.key) } ?? [])
                let found = try take(step, kind, run, setup)
                #expect(
                    found == expected, "\(way)\n\(JSONValue.object(expected).text)\n\(JSONValue.object(found).text)")
                guard found == expected else { break }
            }
        }
    }

    private static let compared: Set<String> = ["answer", "state", "run", "policy"]

    /// Makes the requests of one row and describes the answer as the row does.
    private func replay(_ row: JSONValue, _ kind: String, _ number: Int) throws -> JSONObject {
        let (run, setup) = try begin(row, kind, from: try #require(row["from"]?.string), number)
        return try take(row, kind, run, setup)
    }

    /// Makes the run of a row.
    private func begin(
        _ row: JSONValue, _ kind: String, from initial: String, _ number: Int
    ) throws -> (run: String, setup: JSONValue) {
        let name = try #require(row["setup"]?.string)
        let setup = table[kind == "flow_runs" ? "flow_setups" : "task_setups"]?[name] ?? [:]
        return try (kind == "flow_runs" ? flowRun(setup, initial) : taskRun(setup, initial, number), setup)
    }

    /// Asks for one state and describes the answer.
    private func take(_ row: JSONValue, _ kind: String, _ run: String, _ setup: JSONValue) throws -> JSONObject {
        let state = try proposed(row["to"]?.string ?? "", deferred: setup["deferred"] == true)
        let answer = try server.send(
            .post, "/api/\(kind)/\(run)/set_state", ["state": state, "force": row["force"] ?? false])
        let after = try server.send(.get, "/api/\(kind)/\(run)").json
        var details = answer["details"]?.object ?? [:]
        if let flowRun = after["flow_run_id"]?.string, let reason = details["reason"]?.string {
            details["reason"] = .string(reason.replacingOccurrences(of: flowRun, with: "FLOW_RUN"))
        }
        func has(_ member: String) -> JSONValue { .bool(after[member] != .null) }
        let policy = after["empirical_policy"]
        return [
            "answer": [.int(Int64(answer.status)), answer["status"] ?? nil, .object(details)],
            "state": [
                answer["state"]?["type"] ?? nil, answer["state"]?["name"] ?? nil, answer["state"]?["message"] ?? nil,
            ],
            "run": [
                after["state_type"] ?? nil, after["state_name"] ?? nil, after["run_count"] ?? nil,
                after["flow_run_run_count"] ?? nil, has("start_time"), has("end_time"),
                has("next_scheduled_start_time"),
            ],
            "policy": [
                policy?["resuming"] ?? nil, policy?["retry_type"] ?? nil,
                .int(Int64(policy?["pause_keys"]?.array?.count ?? 0)),
            ],
        ]
    }

    private func flowRun(_ setup: JSONValue, _ initial: String) throws -> String {
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
        try force("flow_runs/\(run)", initial)
        return run
    }

    private func taskRun(_ setup: JSONValue, _ initial: String, _ number: Int) throws -> String {
        var body: JSONObject = ["task_key": "t", "dynamic_key": .string("\(number)"), "state": ["type": "RUNNING"]]
        body = body.merging(setup["run"]?.object ?? [:])
        var flowRun: String?
        if setup["flow"] != nil {
            flowRun = try make("flow_runs", ["flow_id": flow, "state": ["type": "RUNNING"]])
            body["flow_run_id"] = flowRun.map(JSONValue.string)
        }
        let run = try make("task_runs", body)
        try force("task_runs/\(run)", initial)
        if let flowRun, let state = setup["flow"]?.string {
            try force("flow_runs/\(flowRun)", state)
            if setup["flow again"] == true { try force("flow_runs/\(flowRun)", state) }
        }
        return run
    }

    private func make(_ kind: String, _ body: JSONObject) throws -> String {
        try #require(try server.send(.post, "/api/\(kind)/", .object(body))["id"]?.string)
    }

    private func force(_ path: String, _ name: String) throws {
        let answer = try server.send(.post, "/api/\(path)/set_state", ["state": proposed(name), "force": true])
        try #require(answer.status == 201)
    }

    /// The members of a state; a time that is so many seconds ahead becomes a moment.
    private func proposed(_ name: String, deferred: Bool = false) throws -> JSONValue {
        var state = try #require(table["states"]?[name]?.object)
        var details = state["state_details"]?.object ?? [:]
        for member in state["in"]?.object?.members ?? [] {
            let moment = server.clock.now + .seconds(member.value.int ?? 0)
            details[member.key] = .string(moment.description)
        }
        if deferred { details["deferred"] = true }
        state["in"] = nil
        if !details.isEmpty { state["state_details"] = .object(details) }
        return .object(state)
    }
}
