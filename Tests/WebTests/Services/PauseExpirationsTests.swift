import Core
import JSON
import TestSupport
import Testing
import Web

@Suite struct PauseExpirationsTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    private func paused(until timeout: JSONValue) throws -> String {
        let flow = try server.flow()
        let run = try server.send(.post, "/api/flow_runs/", ["flow_id": flow, "state": ["type": "RUNNING"]])
        let id = try #require(run["id"]?.string)
        try server.send(
            .post, "/api/flow_runs/\(id)/set_state",
            ["state": ["type": "PAUSED", "state_details": ["pause_timeout": timeout, "pause_key": "1"]]])
        return id
    }

    private func state(of id: String) throws -> JSONValue? {
        try server.send(.get, "/api/flow_runs/\(id)")["state"]
    }

    @Test func `a pause that nobody ends fails its run, once`() throws {
        let id = try paused(until: "2026-11-21T12:01:00Z")
        server.clock.advance(by: .seconds(60))
        try server.run(PauseExpirations())
        #expect(try state(of: id)?["type"] == "PAUSED")
        server.clock.advance(by: .seconds(1))
        try server.run(PauseExpirations())
        let failed = try state(of: id)
        #expect(failed?["type"] == "FAILED")
        #expect(failed?["message"] == "The flow was paused and never resumed.")
        server.clock.advance(by: .seconds(60))
        try server.run(PauseExpirations())
        #expect(try state(of: id) == failed)
    }

    @Test func `a run that goes on, and a pause for good, are let be`() throws {
        let resumed = try paused(until: "2026-11-21T12:01:00Z")
        let forGood = try paused(until: nil)
        try server.send(.post, "/api/flow_runs/\(resumed)/resume", [:])
        server.clock.advance(by: .hours(1))
        try server.run(PauseExpirations())
        #expect(try state(of: resumed)?["type"] == "RUNNING")
        #expect(try state(of: forGood)?["type"] == "PAUSED")
    }

    @Test func `a run that is born paused expires as well`() throws {
        let run = try server.send(
            .post, "/api/flow_runs/",
            [
                "flow_id": try server.flow(),
                "state": ["type": "PAUSED", "state_details": ["pause_timeout": "2026-11-21T12:01:00Z"]],
            ])
        server.clock.advance(by: .hours(1))
        try server.run(PauseExpirations())
        #expect(try state(of: try #require(run["id"]?.string))?["type"] == "FAILED")
    }
}
