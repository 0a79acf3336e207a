import Core
import JSON
import Store
import TestSupport
import Testing
import Web

@Suite struct RetentionTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    /// How long things are to be kept, in days.
    private func keeping(events: Int64? = nil, logs: Int64? = nil, flowRuns: Int64? = nil) -> Retention {
        var periods = RetentionPeriods()
        periods.events = events.map(Interval.days)
        periods.logs = logs.map(Interval.days)
        periods.flowRuns = flowRuns.map(Interval.days)
        return Retention(periods)
    }

    private func count(_ path: String) throws -> String { try server.send(.post, "/api/\(path)/count").text }

    private func events() throws -> Int {
        let filter = EventFilter()
        return try server.database.read { tx in
            try tx.events(filter, from: try tx.eventPlace(storedSince: .earliest)).events.count
        }
    }

    /// A run with a line of log, a task run and an artifact, in a state.
    private func run(_ state: JSONObject, parent: JSONValue = .null) throws -> (id: JSONValue, task: JSONValue) {
        let flow = try server.flow()
        let run = try server.send(
            .post, "/api/flow_runs/",
            ["flow_id": flow, "state": ["type": "RUNNING"], "parent_task_run_id": parent])
        let id = try #require(run["id"])
        let task = try server.send(
            .post, "/api/task_runs/",
            ["flow_run_id": id, "task_key": "t", "dynamic_key": "0", "state": ["type": "RUNNING"]])
        let line: JSONValue = [
            "name": "n", "level": 20, "message": "m", "timestamp": .string(server.clock.now.description),
            "flow_run_id": id,
        ]
        try server.send(.post, "/api/logs/", [line])
        for key in [JSONValue.null, "report"] {
            try server.send(.post, "/api/artifacts/", ["key": key, "type": "markdown", "data": "x", "flow_run_id": id])
        }
        try server.send(
            .post, "/api/flow_runs/\(id.string ?? "")/set_state", ["state": .object(state), "force": true])
        return (id, try #require(task["id"]))
    }

    private func logs() throws -> Int { try server.send(.post, "/api/logs/filter").json.array?.count ?? -1 }

    @Test func `events are kept for seven days unless something else is set`() throws {
        _ = try run(["type": "COMPLETED"])
        let before = try events()
        #expect(before > 0)
        server.clock.advance(by: .days(7))
        try server.run(Retention())
        #expect(try events() == before)
        server.clock.advance(by: .seconds(1))
        try server.run(Retention())
        #expect(try events() == 0)
        #expect(try (count("flow_runs"), logs()) == ("1", 1))
    }

    @Test func `nothing is deleted where nothing is set`() throws {
        _ = try run(["type": "COMPLETED"])
        let before = try events()
        server.clock.advance(by: .days(10_000))
        #expect(try server.run(keeping()).ticks == 1)
        #expect(try (events(), logs(), count("flow_runs")) == (before, 1, "1"))
    }

    @Test func `logs go by the time at which they were written`() throws {
        _ = try run(["type": "RUNNING"])
        server.clock.advance(by: .days(3))
        _ = try run(["type": "RUNNING"])
        try server.run(keeping(logs: 2))
        #expect(try (logs(), count("flow_runs")) == (1, "2"))
    }

    @Test func `a run that is over for long goes with all that is its own`() throws {
        let (id, _) = try run(["type": "FAILED"])
        server.clock.advance(by: .days(30))
        try server.run(keeping(flowRuns: 30))
        #expect(try count("flow_runs") == "1")
        server.clock.advance(by: .seconds(1))
        try server.run(keeping(flowRuns: 30))
        #expect(try server.send(.get, "/api/flow_runs/\(id.string ?? "")").status == 404)
        #expect(try (count("task_runs"), logs()) == ("0", 0))
        // What has a key is looked for by that, and outlives its run.
        let left = try server.send(.post, "/api/artifacts/filter").json.array ?? []
        #expect(left.map { $0["key"] } == ["report"])
    }

    @Test(arguments: ["RUNNING", "PENDING", "SCHEDULED", "PAUSED", "CANCELLING"])
    func `a run that is not over stays, however old`(type: String) throws {
        _ = try run(["type": .string(type)])
        server.clock.advance(by: .days(1000))
        try server.run(keeping(flowRuns: 1))
        #expect(try (count("flow_runs"), count("task_runs")) == ("1", "1"))
    }

    @Test func `a run that another called goes with that one, not before`() throws {
        let (parent, task) = try run(["type": "RUNNING"])
        _ = try run(["type": "COMPLETED"], parent: task)
        server.clock.advance(by: .days(100))
        try server.run(keeping(flowRuns: 1))
        #expect(try count("flow_runs") == "2")
        try server.send(
            .post, "/api/flow_runs/\(parent.string ?? "")/set_state", ["state": ["type": "COMPLETED"], "force": true])
        server.clock.advance(by: .days(2))
        try server.run(keeping(flowRuns: 1))
        #expect(try (count("flow_runs"), count("task_runs"), logs()) == ("0", "0", 0))
    }

    @Test func `much is deleted in pieces`() throws {
        let (id, _) = try run(["type": "COMPLETED"])
        let line: JSONValue = [
            "name": "n", "level": 20, "message": "m", "timestamp": .string(server.clock.now.description),
            "flow_run_id": id,
        ]
        for _ in 0..<3 { try server.send(.post, "/api/logs/", .array(Array(repeating: line, count: 400))) }
        server.clock.advance(by: .days(2))
        #expect(try server.run(keeping(flowRuns: 1)).ticks == 4)
        #expect(try (count("flow_runs"), logs()) == ("0", 0))
    }

    @Test func `a run that beats is known to live though the events of that are gone`() throws {
        let (id, _) = try run(["type": "RUNNING"])
        let run = try #require(id.string.flatMap(ID.init))
        let start = server.clock.now
        try server.database.write {
            try $0.keep(.heartbeat(flowRun: run, occurred: start, received: start))
        }
        server.clock.advance(by: .days(8))
        try server.run(Retention())
        #expect(try events() == 0)
        let zombies = Zombies()
        try server.run(zombies)
        server.clock.advance(by: .seconds(1))
        #expect(try server.send(.get, "/api/flow_runs/\(id.string ?? "")")["state_type"] == "RUNNING")
        // Silence counts from when the server began to listen.
        for _ in 0..<30 {
            server.clock.advance(by: .seconds(30))
            try server.run(zombies)
        }
        #expect(try server.send(.get, "/api/flow_runs/\(id.string ?? "")")["state_type"] == "CRASHED")
    }
}
