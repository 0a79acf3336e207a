import Core
import JSON
import TestSupport
import Testing
import Web

@Suite struct CancellationCleanupTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    private func flowRun(_ members: JSONObject = [:]) throws -> String {
        let body: JSONObject = ["flow_id": try server.flow(), "state": ["type": "RUNNING"]]
        let run = try server.send(.post, "/api/flow_runs/", .object(body.merging(members)))
        return try #require(run["id"]?.string)
    }

    private func taskRun(of flowRun: String, _ key: String, _ type: String = "RUNNING") throws -> String {
        let run = try server.send(
            .post, "/api/task_runs/",
            [
                "flow_run_id": .string(flowRun), "task_key": "t", "dynamic_key": .string(key),
                "state": ["type": .string(type)],
            ])
        return try #require(run["id"]?.string)
    }

    private func set(_ id: String, _ type: String) throws {
        try server.send(
            .post, "/api/flow_runs/\(id)/set_state", ["state": ["type": .string(type)], "force": true])
    }

    private func type(_ path: String) throws -> JSONValue? { try server.send(.get, "/api/\(path)")["state_type"] }

    @Test func `the tasks and the subflows of a cancelled run are cancelled, however deep`() throws {
        let run = try flowRun()
        let (running, over) = (try taskRun(of: run, "1"), try taskRun(of: run, "2", "COMPLETED"))
        let child = try flowRun(["parent_task_run_id": .string(try taskRun(of: run, "3"))])
        let deep = try taskRun(of: child, "1")
        let other = try taskRun(of: try flowRun(), "1")
        try set(run, "CANCELLED")
        try server.run(CancellationCleanup())
        #expect(try type("task_runs/\(running)") == "CANCELLED")
        #expect(try type("task_runs/\(over)") == "COMPLETED")
        #expect(try type("flow_runs/\(child)") == "CANCELLED")
        #expect(try type("task_runs/\(deep)") == "CANCELLED")
        #expect(try type("task_runs/\(other)") == "RUNNING")
        let state = try server.send(.get, "/api/flow_runs/\(child)")["state"]
        #expect(state?["message"] == "The parent flow run was cancelled.")
    }

    @Test func `a subflow with a process of its own is asked to end, once`() throws {
        let path = try server.deployed()
        let run = try flowRun()
        let deployment = path.split(separator: "/").last.map(String.init) ?? ""
        let task = try taskRun(of: run, "1")
        let child = try flowRun(["parent_task_run_id": .string(task), "deployment_id": .string(deployment)])
        try server.send(.patch, "/api/flow_runs/\(child)", ["infrastructure_pid": "1"])
        try set(run, "CANCELLED")
        try server.run(CancellationCleanup())
        let first = try server.send(.get, "/api/flow_runs/\(child)")
        #expect(first["state_type"] == "CANCELLING")
        try server.run(CancellationCleanup())
        #expect(try server.send(.get, "/api/flow_runs/\(child)")["state_id"] == first["state_id"])
        // The task run that stands for it goes with it, and not before.
        #expect(try type("task_runs/\(task)") == "CANCELLING")
        try set(child, "CANCELLED")
        let states = try server.send(.get, "/api/task_run_states/?task_run_id=\(task)").json.array ?? []
        #expect(states.map { $0["type"] } == ["RUNNING", "RUNNING", "CANCELLING", "CANCELLED"])
    }

    @Test func `a run that is about to be cancelled for too long is cancelled`() throws {
        let run = try flowRun()
        try server.send(.patch, "/api/flow_runs/\(run)", ["infrastructure_pid": "1"])
        try set(run, "CANCELLING")
        server.clock.advance(by: .seconds(299))
        try server.run(CancellationCleanup())
        #expect(try type("flow_runs/\(run)") == "CANCELLING")
        server.clock.advance(by: .seconds(2))
        try server.run(CancellationCleanup())
        #expect(try type("flow_runs/\(run)") == "CANCELLED")
    }

    @Test func `many tasks are worked off in bounded pieces`() throws {
        let run = try flowRun()
        for number in 0..<450 { _ = try taskRun(of: run, "\(number)") }
        try set(run, "CANCELLED")
        #expect(try server.run(CancellationCleanup()).ticks == 4)
        let left = try server.send(
            .post, "/api/task_runs/count", ["task_runs": ["state": ["type": ["any_": ["RUNNING"]]]]])
        #expect(left.json == 0)
    }
}
