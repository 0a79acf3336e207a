import Core
import JSON
import TestSupport
import Testing
import Web

/// What is no sign of a zombie, and the signs of life.
@Suite struct LivingRunsTests: ZombieSuite {
    let server: TestServer
    let zombies = Zombies()

    init() throws {
        server = try TestServer()
        try server.run(zombies)
    }

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
}
