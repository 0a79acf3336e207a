import Core
import Foundation  // reading the recorded answers
import JSON
import TestSupport
import Testing
import Web

/// Compares who gets slots of limits at changes of state with what a real Prefect server answered, as `record-slots.py`
/// wrote it down.
@Suite struct SlotTableTests {
    let server: TestServer
    let table: JSONValue
    let flow: JSONValue

    init() throws {
        server = try TestServer()
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "slots.json")
        table = try JSONValue(parsing: [UInt8](Data(contentsOf: file)))
        flow = try server.send(.post, "/api/flows/", ["name": "slots"])["id"] ?? nil
    }

    /// Ways in which the real server leaves a slot taken for a run that is not under way, until its lease ends: those of a
    /// run that waits to be tried again and then goes elsewhere. Rigel frees it at once.
    private static let leaks = 18

    @Test func `flow runs get the slots of their deployments as on Prefect's server`() throws {
        var leaks = 0
        let rows = try #require(table["flow_runs"]?.array)
        #expect(rows.count > 250)
        for (number, row) in rows.enumerated() {
            let setup = try #require(table["setups"]?[row["setup"]?.string ?? ""])
            var deployment: JSONObject = ["name": .string("slots \(number)"), "flow_id": flow]
            var limit: String?
            if let slots = setup["limit"] {
                let made = try make(
                    "v2/concurrency_limits",
                    [
                        "name": .string("slots \(number)"), "limit": slots, "active_slots": setup["taken"] ?? 0,
                    ])
                limit = made
                deployment["global_concurrency_limit_id"] = .string(made)
            }
            if let options = setup["options"] { deployment["concurrency_options"] = options }
            let path = "/api/deployments/\(try make("deployments", deployment))/create_flow_run"
            let run = try #require(try server.send(.post, path, setup["run"] ?? [:])["id"]?.string)
            let agent = try #require(table["agents"]?[row["client"]?.string ?? ""]?.string)
            if try replay(row, "flow_runs/\(run)", agent, limit) { leaks += 1 }
        }
        #expect(leaks == SlotTableTests.leaks)
    }

    @Test func `task runs get the slots of their tags as on Prefect's server`() throws {
        let rows = try #require(table["task_runs"]?.array)
        #expect(rows.count > 500)
        var differences: [String] = []
        var meant = 0
        for (number, row) in rows.enumerated() {
            guard let (step, expected, found) = try replayTaskRun(row, number) else { continue }
            if isMeant(expected, found) {
                meant += 1
            } else {
                differences.append("\(step)\n   expected \(expected.text)\n   found    \(found.text)")
            }
        }
        #expect(meant == SlotTableTests.meant)
        let summary = "\(differences.count) of \(rows.count) differ:\n" + differences.prefix(12).joined(separator: "\n")
        #expect(differences.isEmpty, "\(summary)")
    }

    /// Ways in which Rigel means to differ for task runs; see ``isMeant(_:_:)``.
    private static let meant = 69

    /// True where the real server lets a run wait for the slot that it holds itself, where Rigel lets it go on, and where it
    /// takes a slot for a run that it then refuses because of another tag, where Rigel takes none.
    private func isMeant(_ expected: JSONValue, _ found: JSONValue) -> Bool {
        let waitsForItself = expected["answer"]?.array?[1] == "WAIT" && found["answer"]?.array?[1] == "ACCEPT"
        if waitsForItself {
            let type = expected["state"]?.array?.first?.string
            return expected["taken"] == found["taken"] && (type == "RUNNING" || type == "CANCELLING")
        }
        return expected["answer"] == found["answer"] && expected["answer"]?.array?[1] == "ABORT"
            && expected["taken"] == [1, 0] && found["taken"] == [0, 0]
    }

    /// Takes a task run a row's way; gives the first step that differs, what was expected and what was found.
    private func replayTaskRun(
        _ row: JSONValue, _ number: Int
    ) throws -> (step: String, expected: JSONValue, found: JSONValue)? {
        let setup = try #require(table["task setups"]?[row["setup"]?.string ?? ""])
        let agent = try #require(table["agents"]?[row["client"]?.string ?? ""]?.string)
        let limits = setup["limits"]?.array ?? []
        let tags = limits.indices.map { "slots-\(number)-\($0)" }
        for (tag, limit) in zip(tags, limits) {
            let name: JSONObject =
                setup["v1"] == true
                ? ["tag": .string(tag), "concurrency_limit": limit["limit"] ?? nil]
                : (limit.object ?? [:]).merging(["name": .string("tag:\(tag)")])
            _ = try make(setup["v1"] == true ? "concurrency_limits" : "v2/concurrency_limits", name)
        }
        var body: JSONObject = [
            "task_key": "t", "dynamic_key": .string("\(number)"), "tags": .array(tags.map(JSONValue.string)),
            "state": ["type": "PENDING"],
        ]
        body = body.merging(setup["run"]?.object ?? [:])
        var flowRun: String?
        if let state = setup["flow"]?.string {
            let made = try make("flow_runs", ["flow_id": flow, "state": ["type": "RUNNING"]])
            let forced: JSONValue = ["state": table["states"]?[state] ?? nil, "force": true]
            try server.send(.post, "/api/flow_runs/\(made)/set_state", forced)
            body["flow_run_id"] = .string(made)
            flowRun = made
        }
        let run = "task_runs/\(try make("task_runs", body))"
        let way = row["way"]?.array?.compactMap(\.string) ?? []
        for (name, expected) in zip(way, row["steps"]?.array ?? []) {
            var found = try take(name, run, agent)
            let taken = try tags.map { tag in
                guard setup["v1"] == true else {
                    return try server.send(.get, "/api/v2/concurrency_limits/tag:\(tag)")["active_slots"] ?? nil
                }
                let holders = try server.send(.get, "/api/concurrency_limits/tag/\(tag)")["active_slots"]
                return JSONValue.int(Int64(holders?.array?.count ?? -1))
            }
            found["taken"] = .array(taken)
            let plain = try JSONValue(parsing: Array(found.text(without: tags, flowRun).utf8))
            if plain != expected {
                let told =
                    "\(row["setup"]?.string ?? ""), \(row["client"]?.string ?? ""): \(way.joined(separator: " "))"
                return ("\(told), \(name)", expected, plain)
            }
        }
        return nil
    }

    /// Asks for one state; "!" after its name forces it.
    private func take(_ name: String, _ run: String, _ agent: String) throws -> JSONObject {
        let state = try #require(table["states"]?[name.replacingOccurrences(of: "!", with: "")])
        let answer = try server.send(
            .post, "/api/\(run)/set_state", ["state": state, "force": .bool(name.hasSuffix("!"))], agent: agent)
        var details = answer["details"]?.object ?? [:]
        details["delay_seconds"] = nil
        let lease = answer["state"]?["state_details"]?["deployment_concurrency_lease_id"] ?? .null
        return [
            "answer": [.int(Int64(answer.status)), answer["status"] ?? nil, .object(details)],
            "state": [
                answer["state"]?["type"] ?? nil, answer["state"]?["name"] ?? nil, answer["state"]?["message"] ?? nil,
                .bool(lease != .null),
            ],
        ]
    }

    /// Asks for the states of a way and compares every answer. True where the real server leaked a slot.
    private func replay(_ row: JSONValue, _ run: String, _ agent: String, _ limit: String?) throws -> Bool {
        let way = row["way"]?.array?.compactMap(\.string) ?? []
        for (name, expected) in zip(way, row["steps"]?.array ?? []) {
            var step = try take(name, run, agent)
            step["taken"] =
                try limit.flatMap {
                    try server.send(.get, "/api/v2/concurrency_limits/\($0)")["active_slots"]
                } ?? .null
            let found = JSONValue.object(step)
            let told =
                "\(row["setup"]?.string ?? ""), \(row["client"]?.string ?? ""): \(way.joined(separator: " ")), \(name)"
            if isLeak(expected, found) { return true }
            #expect(found == expected, "\(told)\n\(expected.text)\n\(found.text)")
            guard found == expected else { return false }
        }
        return false
    }

    /// True when only the slot differs, and the run for which the real server keeps it is not under way.
    private func isLeak(_ expected: JSONValue, _ found: JSONValue) -> Bool {
        guard expected["answer"] == found["answer"], expected["state"] == found["state"], expected["taken"] == 1,
            found["taken"] == 0, let type = found["state"]?.array?.first?.string
        else { return false }
        return !["PENDING", "RUNNING", "CANCELLING"].contains(type)
    }

    private func make(_ kind: String, _ body: JSONObject) throws -> String {
        try #require(try server.send(.post, "/api/\(kind)/", .object(body))["id"]?.string)
    }
}

extension JSONObject {
    /// The text of an object in which the tags and the flow run have names that are the same every time.
    fileprivate func text(without tags: [String], _ flowRun: String?) -> String {
        var text = JSONValue.object(self).text
        for (number, tag) in tags.enumerated() { text = text.replacingOccurrences(of: tag, with: "TAG\(number)") }
        return flowRun.map { text.replacingOccurrences(of: $0, with: "FLOW_RUN") } ?? text
    }
}
