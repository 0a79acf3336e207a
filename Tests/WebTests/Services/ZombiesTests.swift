import Core
import JSON
import Store
import TestSupport
import Testing
import Web

@Suite struct ZombiesTests {
    let server: TestServer
    let zombies = Zombies()
    init() throws {
        server = try TestServer()
        try server.run(zombies)
    }

    // MARK: signs

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

    // MARK: no signs

    @Test func `a run that never sent a heartbeat and has no worker is left alone`() throws {
        let run = try running()
        try pass(.hours(3))
        #expect(try type(run) == "RUNNING")
    }

    @Test(arguments: ["kubernetes", "docker"])
    func `a run that a worker handed to another machine lives on without the worker`(type kind: String) throws {
        let run = try submitted(type: kind)
        try pass(.hours(1))
        #expect(try type(run) == "RUNNING")
    }

    @Test func `a run that pauses longer between heartbeats is waited for longer`() throws {
        let run = try running()
        try beat(run)
        try pass(.minutes(9))
        try beat(run)
        try pass(.minutes(26))
        #expect(try type(run) == "RUNNING")
        try pass(.minutes(2))
        #expect(try type(run) == "CRASHED")
    }

    @Test func `a run with a worker that is gone lives while its own heartbeats come`() throws {
        let run = try submitted()
        for _ in 0..<10 {
            try beat(run)
            try pass(.minutes(3))
        }
        #expect(try type(run) == "RUNNING")
    }

    @Test func `logs and states of its tasks are signs of life`() throws {
        let (logging, working) = (try running(), try submitted())
        try beat(logging)
        let task = try server.made(
            "/api/task_runs/",
            ["flow_run_id": .string(id(working)), "task_key": "t", "dynamic_key": "1", "state": ["type": "PENDING"]])
        for state in ["RUNNING", "FAILED", "RUNNING", "COMPLETED"] {
            try server.send(
                .post, "/api/logs/",
                [
                    [
                        "name": "n", "level": 20, "message": "on", "flow_run_id": .string(id(logging)),
                        "timestamp": .string(server.clock.now.description),
                    ]
                ])
            try server.enter(state, "task_runs/\(task)", force: true)
            try pass(.minutes(8))
        }
        #expect(try type(logging) == "RUNNING")
        #expect(try type(working) == "RUNNING")
        try pass(.minutes(3))
        #expect(try type(logging) == "CRASHED")
        #expect(try type(working) == "CRASHED")
    }

    @Test func `after the server was away, silence counts from its start`() throws {
        let run = try running()
        try beat(run)
        try pass(.minutes(9))
        server.clock.advance(by: .hours(5))
        try pass(.minutes(9))
        #expect(try type(run) == "RUNNING")
        // What it sent meanwhile arrives late and does not look like a long pause.
        for minutes in stride(from: 315, through: 0, by: -3) { try beat(run, Int64(minutes)) }
        try pass(.minutes(9))
        #expect(try type(run) == "RUNNING")
        try pass(.minutes(2))
        #expect(try type(run) == "CRASHED")
    }

    @Test(arguments: ["PAUSED", "CANCELLING", "COMPLETED", "FAILED", "CANCELLED"])
    func `what does not run is left to others`(state: String) throws {
        let run = try running()
        try server.send(.patch, "/api/\(run)", ["infrastructure_pid": "1"])
        try beat(run)
        try server.enter(state, run, force: true)
        try pass(.hours(1))
        #expect(try type(run) == .string(state))
    }

    @Test func `a run in its next process is not judged by the heartbeats of the one before`() throws {
        let run = try running()
        try beat(run)
        for state in ["PAUSED", "SCHEDULED", "PENDING", "RUNNING"] { try server.enter(state, run, force: true) }
        try pass(.hours(1))
        #expect(try type(run) == "RUNNING")
    }

    @Test func `either sign can be switched off`() throws {
        let (silent, left) = (try running(), try submitted())
        try beat(silent)
        let none = Zombies(patience: ZombiePatience(heartbeats: nil, workers: nil))
        try pass(.hours(1), none)
        #expect(try type(silent) == "RUNNING")
        #expect(try type(left) == "RUNNING")
        let quick = Zombies(patience: ZombiePatience(heartbeats: .seconds(5), workers: nil))
        try pass(.seconds(15), quick)
        #expect(try type(silent) == "CRASHED")
        #expect(try type(left) == "RUNNING")
    }

    // MARK: what goes with it

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

    // MARK: tools

    private func running(_ members: JSONObject = [:]) throws -> String {
        let body: JSONObject = ["flow_id": try server.flow(), "state": ["type": "RUNNING"]]
        return "flow_runs/\(try server.made("/api/flow_runs/", .object(body.merging(members))))"
    }

    /// A running run that a worker has made a process, or handed on.
    private func submitted(type: String = "process") throws -> String {
        let run = try running()
        let pool = try server.made("/api/work_pools/", ["name": "pool", "type": .string(type)])
        try workerBeat()
        try tell(
            "prefect.worker.submitted-flow-run",
            [
                "prefect.resource.id": .string("prefect.worker.\(type).w"), "prefect.resource.name": "w",
                "prefect.worker-type": .string(type),
            ],
            [
                ["prefect.resource.id": .string("prefect.flow-run.\(id(run))"), "prefect.resource.role": "flow-run"],
                ["prefect.resource.id": .string("prefect.work-pool.\(pool)"), "prefect.resource.role": "work-pool"],
            ])
        return run
    }

    private func workerBeat() throws {
        try server.send(.post, "/api/work_pools/pool/workers/heartbeat", ["name": "w"])
    }

    /// A heartbeat that was sent some minutes ago arrives.
    private func beat(_ run: String, _ minutesAgo: Int64 = 0) throws {
        try tell(
            "prefect.flow-run.heartbeat", ["prefect.resource.id": .string("prefect.flow-run.\(id(run))")], [],
            minutesAgo)
    }

    private func tell(
        _ name: String, _ resource: JSONObject, _ related: [JSONObject], _ minutesAgo: Int64 = 0
    ) throws {
        let now = server.clock.now
        let event = Event(
            id: server.clock.effects.newID(at: now), occurred: now - .minutes(minutesAgo), received: now, name: name,
            resource: resource, related: related)
        _ = try server.database.write { try $0.receive(event) }
    }

    /// Lets time pass with the service at work. Answers what it told.
    @discardableResult
    private func pass(_ interval: Interval, _ service: Zombies? = nil) throws -> [String] {
        let end = server.clock.now + interval
        var notices: [String] = []
        while server.clock.now < end {
            notices += try server.run(service ?? zombies).notices
            server.clock.advance(by: .seconds(5))
        }
        return notices + (try server.run(service ?? zombies).notices)
    }

    private func id(_ run: String) -> String { String(run.split(separator: "/").last ?? "") }

    private func type(_ run: String) throws -> JSONValue? { try server.send(.get, "/api/\(run)")["state_type"] }
}
