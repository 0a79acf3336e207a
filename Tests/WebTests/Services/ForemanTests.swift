import Core
import JSON
import Store
import TestSupport
import Testing
import Web

@Suite struct ForemanTests {
    let server: TestServer
    init() throws {
        server = try TestServer()
        try server.send(.post, "/api/work_pools/", ["name": "pool", "type": "process"])
    }

    @Test func `a worker that misses three heartbeats is offline, and its pool not ready, once`() throws {
        try beat("w")
        #expect(try pool()["status"] == "READY")
        server.clock.advance(by: .seconds(90))
        try server.run(Foreman())
        #expect(try workers(withStatus: "ONLINE") == ["w"])
        #expect(try pool()["status"] == "READY")
        server.clock.advance(by: .seconds(1))
        try server.run(Foreman())
        #expect(try workers(withStatus: "OFFLINE") == ["w"])
        #expect(try pool()["status"] == "NOT_READY")
        let told = try events(named: "prefect.work-pool.not-ready").count
        server.clock.advance(by: .hours(1))
        try server.run(Foreman())
        #expect(try events(named: "prefect.work-pool.not-ready").count == told)
        try beat("w")
        #expect(try pool()["status"] == "READY")
    }

    @Test func `a worker's own interval counts, and a pool is ready while one worker is online`() throws {
        try beat("slow", every: 100)
        try beat("quick", every: 1)
        server.clock.advance(by: .seconds(4))
        try server.run(Foreman())
        #expect(try workers(withStatus: "OFFLINE") == ["quick"])
        #expect(try pool()["status"] == "READY")
        server.clock.advance(by: .seconds(297))
        try server.run(Foreman())
        #expect(try workers(withStatus: "OFFLINE") == ["quick", "slow"])
        #expect(try pool()["status"] == "NOT_READY")
    }

    @Test func `a paused pool stays paused, and pools of agents have no status`() throws {
        try beat("w")
        try server.send(.patch, "/api/work_pools/pool", ["is_paused": true])
        try server.send(.post, "/api/work_pools/", ["name": "agents"])
        try server.send(.post, "/api/work_pools/agents/workers/heartbeat", ["name": "w"])
        server.clock.advance(by: .hours(1))
        try server.run(Foreman())
        #expect(try pool()["status"] == "PAUSED")
        #expect(try server.send(.get, "/api/work_pools/agents")["status"] == .null)
        try server.send(.patch, "/api/work_pools/pool", ["is_paused": false])
        #expect(try pool()["status"] == "NOT_READY")
    }

    @Test func `the events of a pool's status follow one another`() throws {
        try beat("w")
        server.clock.advance(by: .seconds(91))
        try server.run(Foreman())
        let ready = try #require(try events(named: "prefect.work-pool.ready").last)
        #expect(try events(named: "prefect.work-pool.not-ready").last?["follows"] == ready["id"])
        server.clock.advance(by: .minutes(10))
        try beat("w")
        #expect(try events(named: "prefect.work-pool.ready").last?["follows"] == .null)
    }

    @Test func `a queue that nobody polls for a minute is not ready, once`() throws {
        let path = try polledQueue()
        server.clock.advance(by: .seconds(60))
        try server.run(Foreman())
        #expect(try server.send(.get, path)["status"] == "READY")
        server.clock.advance(by: .seconds(1))
        try server.run(Foreman())
        try server.run(Foreman())
        #expect(try server.send(.get, path)["status"] == "NOT_READY")
        #expect(try events(named: "prefect.work-queue.not-ready").count == 1)
    }

    @Test func `many pools without workers are worked off in bounded pieces`() throws {
        for number in 0..<450 {
            try server.send(.post, "/api/work_pools/", ["name": .string("pool-\(number)"), "type": "process"])
            try server.send(.post, "/api/work_pools/pool-\(number)/workers/heartbeat", ["name": "w"])
        }
        server.clock.advance(by: .minutes(2))
        #expect(try server.run(Foreman()).ticks == 3)
        for offset: JSONValue in [0, 200, 400] {
            let pools = try server.send(.post, "/api/work_pools/filter", ["offset": offset]).json.array ?? []
            #expect(!pools.isEmpty)
            #expect(pools.allSatisfy { $0["status"] == "NOT_READY" })
        }
    }

    @Test func `how many heartbeats a worker may miss, and how long one is, is for the server to say`() throws {
        var bounds = Bounds()
        bounds.heartbeatsMissed = 2
        bounds.heartbeatInterval = 600
        let server = try TestServer(AppSettings(bounds: bounds))
        try server.send(.post, "/api/work_pools/", ["name": "pool", "type": "process"])
        for worker: JSONValue in [["name": "silent"], ["name": "w", "heartbeat_interval_seconds": 100]] {
            try server.send(.post, "/api/work_pools/pool/workers/heartbeat", worker)
        }
        func online() throws -> [String] {
            let list = try server.send(.post, "/api/work_pools/pool/workers/filter").json.array ?? []
            return list.filter { $0["status"] == "ONLINE" }.compactMap { $0["name"]?.string }.sorted()
        }
        server.clock.advance(by: .seconds(200))
        #expect(try online() == ["silent", "w"])
        server.clock.advance(by: .seconds(1))
        #expect(try online() == ["silent"])
        server.clock.advance(by: .seconds(1000))
        try server.run(Foreman())
        #expect(try server.send(.get, "/api/work_pools/pool")["status"] == "NOT_READY")
    }

    @Test func `an interval of nothing is none, and one of ages no trouble`() throws {
        try beat("w", every: 0)
        try beat("eternal", every: .max)
        #expect(try workers(withStatus: "ONLINE") == ["eternal", "w"])
        server.clock.advance(by: .days(36500))
        #expect(try workers(withStatus: "ONLINE") == ["eternal"])
    }

    @Test func `a deployment that nobody polls for a minute is not ready, once`() throws {
        let path = try server.deployed()
        let id = try #require(try server.send(.get, path)["id"])
        try server.send(.post, "/api/deployments/get_scheduled_flow_runs", ["deployment_ids": [id]])
        #expect(try server.send(.get, path)["status"] == "READY")
        server.clock.advance(by: .seconds(60))
        try server.run(Foreman())
        #expect(try server.send(.get, path)["status"] == "READY")
        server.clock.advance(by: .seconds(1))
        try server.run(Foreman())
        try server.run(Foreman())
        #expect(try server.send(.get, path)["status"] == "NOT_READY")
        #expect(try events(named: "prefect.deployment.not-ready").count == 1)
    }

    @Test func `what workers are looked for by holds together, however it is joined with the rest`() throws {
        try beat("first")
        server.clock.advance(by: .seconds(60))
        let since = JSONValue.string(server.clock.now.description)
        try beat("second")
        func names(_ filter: JSONValue) throws -> [String] {
            let list = try server.send(.post, "/api/work_pools/pool/workers/filter", ["workers": filter])
            return try #require(list.json.array).compactMap { $0["name"]?.string }
        }
        #expect(try names(["last_heartbeat_time": ["before_": since, "after_": since]]) == ["second"])
        #expect(
            try names(["operator": "or_", "last_heartbeat_time": ["before_": since, "after_": since]]) == ["second"])
        #expect(
            try names(["operator": "or_", "status": ["any_": ["OFFLINE"]], "last_heartbeat_time": ["after_": since]])
                == ["second"])
        #expect(
            try names(["operator": "or_", "status": ["any_": ["OFFLINE"]], "last_heartbeat_time": [:]]) == [
                "second", "first",
            ])
    }

    private func beat(_ worker: String, every seconds: Int64? = nil) throws {
        let answer = try server.send(
            .post, "/api/work_pools/pool/workers/heartbeat",
            ["name": .string(worker), "heartbeat_interval_seconds": seconds.map(JSONValue.int) ?? .null])
        try #require(answer.status == 204)
    }

    private func pool() throws -> Answer { try server.send(.get, "/api/work_pools/pool") }

    /// The names of the workers of which the server says this, in order.
    private func workers(withStatus status: JSONValue) throws -> [String] {
        let list = try server.send(
            .post, "/api/work_pools/pool/workers/filter", ["workers": ["status": ["any_": [status]]]])
        return try #require(list.json.array).compactMap { $0["name"]?.string }.sorted()
    }

    /// A queue that is ready because it went on after having been polled just now. The answer is its address.
    private func polledQueue() throws -> String {
        let queue = try server.send(.post, "/api/work_pools/pool/queues", ["name": "queue"])
        let path = "/api/work_queues/\(try #require(queue["id"]?.string))"
        try server.send(.patch, path, ["is_paused": true])
        let now = JSONValue.string(server.clock.now.description)
        try server.send(.patch, path, ["is_paused": false, "last_polled": now])
        try #require(try server.send(.get, path)["status"] == "READY")
        return path
    }

    private func events(named name: String) throws -> [JSONValue] {
        let page = try server.database.read { try $0.events(EventFilter(), from: .arriving(after: 0)).events }
        return try page.map { try JSONValue(parsing: $0) }.filter { $0["event"] == .string(name) }
    }
}
