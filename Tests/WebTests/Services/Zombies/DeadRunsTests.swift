import Core
import JSON
import TestSupport
import Testing
import Web

/// What goes with a zombie, and what stays.
@Suite struct DeadRunsTests: ZombieSuite {
    let server: TestServer
    let zombies = Zombies()

    init() throws {
        server = try TestServer()
        try server.run(zombies)
    }

    @Test func `what ran in the process ends with it, and what has a process of its own does not`() throws {
        let run = try running()
        func task(_ key: String, of run: String, _ state: JSONValue = ["type": "RUNNING"]) throws -> String {
            try server.made(
                "/api/task_runs/",
                [
                    "flow_run_id": .string(id(run)), "task_key": "t", "dynamic_key": .string(key), "state": state,
                ])
        }
        let (plain, done) = (try task("1", of: run), try task("2", of: run, ["type": "COMPLETED"]))
        let waiting = try task("3", of: run, ["type": "SCHEDULED", "state_details": ["deferred": true]])
        let caller = try task("4", of: run)
        let child = try running(["parent_task_run_id": .string(caller)])
        let deep = try task("1", of: child)
        let remoteCaller = try task("5", of: run)
        let deployment = try server.deployed().split(separator: "/").last.map(String.init) ?? ""
        let remote = try running([
            "parent_task_run_id": .string(remoteCaller), "deployment_id": .string(deployment),
        ])
        try beat(run)
        try beat(child)
        try pass(.minutes(11))
        #expect(
            try [run, child, "task_runs/\(plain)", "task_runs/\(caller)", "task_runs/\(deep)"].map(type)
                == Array(repeating: "CRASHED", count: 5))
        #expect(try type("task_runs/\(done)") == "COMPLETED")
        #expect(try type("task_runs/\(waiting)") == "SCHEDULED")
        #expect(try type("task_runs/\(remoteCaller)") == "RUNNING")
        #expect(try type(remote) == "RUNNING")
    }

    @Test func `a run lives as long as a run in its process does`() throws {
        let run = try running()
        let caller = try server.made(
            "/api/task_runs/",
            ["flow_run_id": .string(id(run)), "task_key": "t", "dynamic_key": "1", "state": ["type": "RUNNING"]])
        let child = try running(["parent_task_run_id": .string(caller)])
        try beat(run)
        for _ in 0..<5 {
            try beat(child)
            try pass(.minutes(5))
        }
        #expect(try type(run) == "RUNNING")
    }

    @Test func `slots of all kinds come free at once, and who waits for them starts`() throws {
        let path = try server.deployed("daily", ["concurrency_limit": 1])
        let limit = "deployment:\(path.split(separator: "/").last ?? "")"
        let (first, second) = (try server.deployedRun(path, "a"), try server.deployedRun(path, "b"))
        for state in ["PENDING", "RUNNING"] { try server.enter(state, first, agent: "prefect/3.0.11") }
        try server.enter("PENDING", second)
        #expect(try server.send(.get, "/api/\(second)")["state_name"] == "AwaitingConcurrencySlot")
        try server.limit("db", 1)
        try server.take(
            ["db"], 1, ["lease_duration": 86400, "holder": ["type": "flow_run", "id": .string(id(first))]])
        try server.limit("tag:t", 1)
        let task = try server.made(
            "/api/task_runs/",
            [
                "flow_run_id": .string(id(first)), "task_key": "t", "dynamic_key": "1", "tags": ["t"],
                "state": ["type": "PENDING"],
            ])
        try server.enter("RUNNING", "task_runs/\(task)")
        #expect(try [limit, "db", "tag:t"].map(server.taken) == [1, 1, 1])
        try beat(first)
        try pass(.minutes(11))
        #expect(try type(first) == "CRASHED")
        #expect(try [limit, "db", "tag:t"].map(server.taken) == [0, 0, 0])
        let due = try server.send(.get, "/api/\(second)")["next_scheduled_start_time"]?.string
        #expect(due.flatMap(Timestamp.init).map { $0 <= server.clock.now } == true)
        #expect(try server.enter("PENDING", second)["status"] == "ACCEPT")
    }

    @Test func `a crashed run of a deployment can be started again, and one that lives can still end well`() throws {
        let path = try server.deployed()
        let (again, late) = (try server.deployedRun(path, "a"), try server.deployedRun(path, "b"))
        for run in [again, late] {
            for state in ["PENDING", "RUNNING"] { try server.enter(state, run) }
            try beat(run)
        }
        try pass(.minutes(11))
        #expect(try server.enter("SCHEDULED", again)["status"] == "ACCEPT")
        #expect(try server.enter("COMPLETED", late)["status"] == "ACCEPT")
    }

    @Test func `many dead runs are worked off in bounded pieces`() throws {
        for _ in 0..<120 { try beat(try running()) }
        for _ in 0..<20 {
            server.clock.advance(by: .seconds(29))
            _ = try zombies.tick(server.database, at: server.clock.now, effects: server.clock.effects)
        }
        server.clock.advance(by: .seconds(29))
        #expect(try server.run(zombies).ticks == 3)
        #expect(
            try server.send(.post, "/api/flow_runs/count", ["flow_runs": ["state": ["type": ["any_": ["CRASHED"]]]]])
                .json == 120)
    }
}
