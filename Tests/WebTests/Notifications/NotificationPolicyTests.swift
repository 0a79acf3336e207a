import Core
import JSON
import Store
import TestSupport
import Testing
import Web

@Suite struct NotificationPolicyTests {
    let server: TestServer
    private let path = "/api/flow_run_notification_policies/"
    init() throws { server = try TestServer() }

    private func policy(_ members: JSONObject = [:]) throws -> Answer {
        let body: JSONObject = [
            "state_names": ["Failed"], "tags": [], "block_document_id": "00000000-0000-4000-8000-000000000001",
        ]
        return try server.send(.post, path, .object(body.merging(members)))
    }

    @Test func `a policy is made, read, changed and deleted`() throws {
        let made = try policy(["message_template": "{flow_run_name} {{is}} {flow_run_state_name}"])
        #expect(made.status == 201)
        #expect(made["is_active"] == true)
        let id = try #require(made["id"]?.string)
        #expect(try server.send(.get, path + id).json == made.json)
        #expect(try server.send(.patch, path + id, ["is_active": false, "tags": ["a"]]).status == 204)
        let changed = try server.send(.get, path + id)
        #expect(changed["is_active"] == false)
        #expect(changed["tags"] == ["a"])
        #expect(changed["state_names"] == ["Failed"])
        #expect(try server.send(.delete, path + id).status == 204)
        for method in [Request.Method.get, .delete] { #expect(try server.send(method, path + id).status == 404) }
        #expect(try server.send(.patch, path + id, [:]).status == 404)
    }

    @Test func `policies are listed by whether they are active`() throws {
        let active = try policy()["id"] ?? nil
        let resting = try policy(["is_active": false])["id"] ?? nil
        func list(_ filter: JSONValue) throws -> [JSONValue] {
            let answer = try server.send(
                .post, path + "filter", ["flow_run_notification_policy_filter": filter])
            return answer.json.array?.compactMap { $0["id"] } ?? []
        }
        #expect(try list(nil) == [active, resting].sorted { ($0.string ?? "") < ($1.string ?? "") })
        #expect(try list(["is_active": ["eq_": true]]) == [active])
        #expect(try list(["is_active": ["eq_": false]]) == [resting])
        #expect(try list([:]) == [resting])
    }

    @Test func `what is no policy is refused`() throws {
        #expect(try server.send(.post, path, [:]).status == 422)
        #expect(try policy(["message_template": "{nobody}"]).status == 422)
        #expect(try policy(["more": 1]).status == 422)
        #expect(try server.send(.post, path + "filter", ["limit": 201]).status == 422)
    }

    @Test func `a state that a policy asks for waits to be told`() throws {
        let failed = try #require(try policy()["id"]?.string.flatMap(ID.init))
        let tagged = try #require(try policy(["state_names": [], "tags": ["a", "b"]])["id"]?.string.flatMap(ID.init))
        _ = try policy(["is_active": false])
        let flow = try server.flow()
        let run = try server.send(
            .post, "/api/flow_runs/", ["flow_id": flow, "tags": ["b"], "state": ["type": "RUNNING"]])
        let id = try #require(run["id"]?.string)
        try server.send(.post, "/api/flow_runs/\(id)/set_state", ["state": ["type": "FAILED"]])
        try server.send(.post, "/api/flow_runs/", ["flow_id": flow, "state": ["type": "RUNNING"]])
        let waiting = try server.database.read { try $0.waitingNotifications(limit: 10) }
        #expect(waiting.map(\.policy).filter { $0 == tagged }.count == 2)
        #expect(waiting.map(\.policy).filter { $0 == failed }.count == 1)
        #expect(waiting.count == 3)
        #expect(Set(waiting.map(\.flowRun)) == [try #require(ID(id))])
        try server.send(.delete, "/api/flow_runs/\(id)")
        #expect(try server.database.read { try $0.waitingNotifications(limit: 10) } == [])
    }
}
