import Core
import JSON
import TestSupport
import Testing
import Web

@Suite struct LateRunsTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    @Test func `a run past its grace becomes Late, once`() throws {
        let path = try server.deployed()
        let id = try #require(try server.send(.post, path + "/create_flow_run", [:])["id"]?.string)
        server.clock.advance(by: .seconds(14))
        try server.run(LateRuns())
        #expect(try server.send(.get, "/api/flow_runs/\(id)")["state_name"] == "Scheduled")
        server.clock.advance(by: .seconds(1))
        try server.run(LateRuns())
        let late = try server.send(.get, "/api/flow_runs/\(id)")
        #expect(late["state_name"] == "Late")
        #expect(late["state_type"] == "SCHEDULED")
        #expect(late["next_scheduled_start_time"] == "2026-11-21T12:00:00Z")
        server.clock.advance(by: .seconds(60))
        try server.run(LateRuns())
        #expect(try server.send(.get, "/api/flow_runs/\(id)")["state_id"] == late["state_id"])
    }

    @Test func `many late runs are worked off in bounded pieces`() throws {
        let path = try server.deployed()
        for _ in 0..<5 {
            let many = JSONValue.array(Array(repeating: [:], count: 90))
            try server.send(.post, path + "/create_flow_run/bulk", many)
        }
        server.clock.advance(by: .minutes(1))
        #expect(try server.run(LateRuns()).ticks == 3)
        let late = try server.send(
            .post, "/api/flow_runs/count", ["flow_runs": ["state": ["name": ["any_": ["Late"]]]]])
        #expect(late.json == 450)
    }
}
