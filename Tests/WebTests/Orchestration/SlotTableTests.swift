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
    private static let leaks = 12

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
        #expect(rows.count > 30)
        for (number, row) in rows.enumerated() {
            let tag = JSONValue.string("slots-\(number)")
            let limit = try make(
                "v2/concurrency_limits",
                (row["limit"]?.object ?? [:]).merging(["name": .string("tag:slots-\(number)")]))
            let run = try make(
                "task_runs", ["task_key": "t", "dynamic_key": tag, "tags": [tag], "state": ["type": "PENDING"]])
            try replay(row, "task_runs/\(run)", "prefect/3.8.8 (API 0.8.4)", limit, tag: tag.string)
        }
    }

    /// Asks for the states of a way and compares every answer. True where the real server leaked a slot.
    @discardableResult
    private func replay(_ row: JSONValue, _ run: String, _ agent: String, _ limit: String?, tag: String? = nil) throws
        -> Bool
    {
        let way = row["way"]?.array?.compactMap(\.string) ?? []
        for (name, expected) in zip(way, row["steps"]?.array ?? []) {
            let state = try #require(table["states"]?[name.replacingOccurrences(of: "!", with: "")])
            let answer = try server.send(
                .post, "/api/\(run)/set_state", ["state": state, "force": .bool(name.hasSuffix("!"))], agent: agent)
            var details = answer["details"]?.object ?? [:]
            details["delay_seconds"] = nil
            if let tag, let reason = details["reason"]?.string {
                details["reason"] = .string(reason.replacingOccurrences(of: tag, with: "TAG"))
            }
            let lease = answer["state"]?["state_details"]?["deployment_concurrency_lease_id"] ?? .null
            let taken = try limit.map {
                try server.send(.get, "/api/v2/concurrency_limits/\($0)")["active_slots"] ?? nil
            }
            let found: JSONValue = [
                "answer": [.int(Int64(answer.status)), answer["status"] ?? nil, .object(details)],
                "state": [
                    answer["state"]?["type"] ?? nil, answer["state"]?["name"] ?? nil,
                    answer["state"]?["message"] ?? nil,
                    .bool(lease != .null),
                ],
                "taken": taken ?? nil,
            ]
            let way =
                "\(row["setup"]?.string ?? ""), \(row["client"]?.string ?? ""): \(way.joined(separator: " ")), \(name)"
            if isLeak(expected, found) { return true }
            #expect(found == expected, "\(way)\n\(expected.text)\n\(found.text)")
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
