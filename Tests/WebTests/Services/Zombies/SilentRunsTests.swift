import Core
import JSON
import TestSupport
import Testing
import Web

/// What makes a run a zombie.
@Suite struct SilentRunsTests: ZombieSuite {
    let server: TestServer
    let zombies = Zombies()

    init() throws {
        server = try TestServer()
        try server.run(zombies)
    }

    @Test func `a run whose heartbeats stop crashes after ten minutes, once, and says why`() throws {
        let run = try running()
        try beat(run)
        try pass(.seconds(595))
        #expect(try type(run) == "RUNNING")
        try pass(.seconds(10))
        #expect(try type(run) == "CRASHED")
        let state = try server.send(.get, "/api/\(run)")["state"]
        #expect(state?["name"] == "Crashed")
        #expect(
            state?["message"]?.string?.hasSuffix("seconds: the process of this flow run is gone.") == true,
            "\(state ?? .null)")
        let id = try server.send(.get, "/api/\(run)")["state_id"]
        try pass(.minutes(30))
        #expect(try server.send(.get, "/api/\(run)")["state_id"] == id)
    }

    @Test func `a run that goes on sending heartbeats goes on`() throws {
        let run = try running()
        for _ in 0..<20 {
            try beat(run)
            try pass(.seconds(180))
        }
        #expect(try type(run) == "RUNNING")
    }

    @Test func `a run without heartbeats whose process worker is gone crashes, and names the worker`() throws {
        let run = try submitted()
        for _ in 0..<4 {
            try workerBeat()
            try pass(.minutes(5))
        }
        #expect(try type(run) == "RUNNING")
        try pass(.minutes(6))
        #expect(try type(run) == "CRASHED")
        let message = try server.send(.get, "/api/\(run)")["state"]?["message"]?.string ?? ""
        #expect(message.hasPrefix("The worker w of the work pool pool, whose process this flow run was,"))
    }

    @Test func `who is silent is told to the person who runs the server`() throws {
        try beat(try running())
        #expect(try pass(.minutes(11)).count == 1)
    }
}
