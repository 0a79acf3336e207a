import Core
import JSON
import TestSupport
import Testing
import Web

/// What the API says of runs that do not run. A pool and its queue are made through the storage, runs through the API.
@Suite struct BlockerTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    private func blockers(_ run: String) throws -> [JSONValue] {
        let answer = try server.send(.get, "/api/flow_runs/\(run)/blockers")
        #expect(answer.status == 200)
        return answer.json.array ?? []
    }

    private func kinds(_ run: String) throws -> [String] { try blockers(run).compactMap { $0["kind"]?.string } }

    private func run(_ state: JSONValue?) throws -> String {
        let flow = try server.send(.post, "/api/flows/", ["name": "f"])
        var body: JSONObject = ["flow_id": flow["id"] ?? .null]
        body["state"] = state
        return try #require(try server.send(.post, "/api/flow_runs/", .object(body))["id"]?.string)
    }

    @Test func `a run that runs, and one that is over, is held by nothing`() throws {
        for type in ["RUNNING", "COMPLETED", "FAILED", "CANCELLED", "CRASHED", "CANCELLING"] {
            #expect(try kinds(try run(["type": .string(type)])) == [])
        }
    }

    @Test func `a run that was made without a state is pending, and one that is not there is not found`() throws {
        #expect(try kinds(try run(nil)) == ["starting_up", "no_deployment"])
        #expect(try server.send(.get, "/api/flow_runs/00000000-0000-0000-0000-000000000000/blockers").status == 404)
    }

    @Test func `a run whose time has not come says until when`() throws {
        let run = try run(["type": "SCHEDULED", "state_details": ["scheduled_time": "2026-11-21T13:00:00Z"]])
        let first = try #require(try blockers(run).first)
        #expect(first["kind"] == "scheduled_later")
        #expect(first["until"] == "2026-11-21T13:00:00Z")
        #expect(first["remedy"]?["path"] == .string("/api/flow_runs/\(run)/set_state"))
    }

    @Test func `a retry that waits is told apart`() throws {
        let state: JSONValue = [
            "type": "SCHEDULED", "name": "AwaitingRetry", "state_details": ["scheduled_time": "2026-11-21T12:01:00Z"],
        ]
        #expect(try kinds(try run(state)).first == "retry_delay")
    }

    @Test func `a paused run can be resumed, with input where it asks for some`() throws {
        let paused = try run(["type": "PAUSED", "state_details": ["pause_timeout": "2026-11-21T12:05:00Z"]])
        #expect(try kinds(paused) == ["paused"])
        #expect(try blockers(paused)[0]["until"] == "2026-11-21T12:05:00Z")
        let asking = try run([
            "type": "PAUSED", "state_details": ["run_input_keyset": ["schema": "a", "response": "b"]],
        ])
        #expect(try kinds(asking) == ["waiting_for_input"])
    }

    @Test func `a run of no deployment waits for the program that made it`() throws {
        #expect(try kinds(try run(["type": "SCHEDULED"])) == ["no_deployment"])
    }

    @Test func `a served deployment is missed when nobody asks for its runs`() throws {
        let deployment = try server.deployed()
        let run = try #require(try server.send(.post, deployment + "/create_flow_run", [:])["id"]?.string)
        #expect(try kinds(run) == ["no_runner_polling"])
        let id = try #require(deployment.split(separator: "/").last.map(String.init))
        try server.send(.post, "/api/deployments/get_scheduled_flow_runs", ["deployment_ids": [.string(id)]])
        #expect(try kinds(run) == [])
        server.clock.advance(by: .seconds(61))
        #expect(try kinds(run) == ["no_runner_polling"])
        try server.send(.post, deployment + "/pause_deployment")
        #expect(try kinds(run) == ["deployment_paused", "no_runner_polling"])
    }

    @Test func `a run that was taken and does not begin is told of`() throws {
        let deployment = try server.deployed()
        let run = try #require(try server.send(.post, deployment + "/create_flow_run", [:])["id"]?.string)
        try server.send(.post, "/api/flow_runs/\(run)/set_state", ["state": ["type": "PENDING"]])
        #expect(try kinds(run) == ["starting_up", "no_runner_polling"])
    }

    @Test func `a full limit of a deployment names the run that holds it`() throws {
        let deployment = try server.deployed("daily", ["concurrency_limit": 1])
        let runs = try (0..<2).map { _ in
            try #require(try server.send(.post, deployment + "/create_flow_run", [:])["id"]?.string)
        }
        for run in runs {
            try server.send(
                .post, "/api/flow_runs/\(run)/set_state", ["state": ["type": "PENDING"]],
                agent: "prefect/3.8.8 (API 0.8.4)")
        }
        let full = try #require(try blockers(runs[1]).first { $0["kind"] == "concurrency_limit_full" })
        #expect(full["holders"]?.array?.map { $0["flow_run_id"] } == [.string(runs[0])])
        #expect(full["since"] == "2026-11-21T12:00:00Z")
    }

    @Test func `a paused pool without workers and with a full queue says all of it`() throws {
        try server.send(.post, "/api/work_pools/", ["name": "my pool", "type": "process", "concurrency_limit": 1])
        let deployment = try server.deployed("daily", ["work_pool_name": "my pool"])
        let runs = try (0..<2).map { _ in
            try #require(try server.send(.post, deployment + "/create_flow_run", [:])["id"]?.string)
        }
        try server.send(.post, "/api/flow_runs/\(runs[0])/set_state", ["state": ["type": "PENDING"]])
        try server.send(.patch, "/api/work_pools/my%20pool", ["is_paused": true])
        try server.send(.patch, "/api/work_pools/my%20pool/queues/default", ["is_paused": true])
        #expect(
            try kinds(runs[1]) == ["work_pool_paused", "work_queue_paused", "no_worker_online", "work_pool_full"])
        #expect(try blockers(runs[1])[0]["remedy"]?["path"] == "/api/work_pools/my%20pool")
        try server.send(.patch, "/api/work_pools/my%20pool", ["is_paused": false, "concurrency_limit": nil])
        try server.send(.patch, "/api/work_pools/my%20pool/queues/default", ["is_paused": false])
        try server.send(.post, "/api/work_pools/my%20pool/workers/heartbeat", ["name": "w"])
        #expect(try kinds(runs[1]) == [])
    }
}
