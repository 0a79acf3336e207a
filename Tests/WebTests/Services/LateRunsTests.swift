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

    @Test func `a late run shows how late it is, and starts as late as it does`() throws {
        let path = try server.deployed()
        let run = try server.deployedRun(path)
        server.clock.advance(by: .seconds(20))
        try server.run(LateRuns())
        server.clock.advance(by: .seconds(10))
        let late = try server.send(.get, "/api/\(run)")
        #expect(late["state_name"] == "Late")
        #expect(late["expected_start_time"] == "2026-11-21T12:00:00Z")
        #expect(late["estimated_start_time_delta"] == 30.0)
        for state in ["PENDING", "RUNNING"] {
            try server.enter(state, run)
            // Two states of one moment would be set apart by a microsecond.
            server.clock.advance(by: .seconds(1))
        }
        server.clock.advance(by: .minutes(5))
        #expect(try server.send(.get, "/api/\(run)")["estimated_start_time_delta"] == 31.0)
    }

    @Test(arguments: ["PENDING", "RUNNING", "PAUSED", "CANCELLING", "COMPLETED", "CRASHED"])
    func `only a scheduled run becomes late`(state: String) throws {
        let run = try server.deployedRun(try server.deployed())
        try server.send(.patch, "/api/\(run)", ["infrastructure_pid": "1"])
        try server.enter(state, run, force: true)
        server.clock.advance(by: .hours(1))
        try server.run(LateRuns())
        #expect(try server.send(.get, "/api/\(run)")["state_type"] == .string(state))
        #expect(try server.send(.get, "/api/\(run)")["state_name"] != "Late")
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
