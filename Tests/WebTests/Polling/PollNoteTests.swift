import Core
import JSON
import Store
import TestSupport
import Testing
import Web

@Suite struct PollNoteTests {
    let server: TestServer
    let pool: WorkPoolFacts

    init() throws {
        server = try TestServer()
        pool = try server.pool()
    }

    private func queue() throws -> WorkQueueFacts {
        try server.database.read { try #require(try $0.workQueue(named: "default", inPool: self.pool.id)) }
    }

    private func events(_ name: String) throws -> Int {
        try server.database.read { tx in
            var filter = EventFilter()
            filter.names = [name]
            return try tx.events(filter, from: tx.eventPlace(storedSince: .earliest)).events.count
        }
    }

    @Test func `whoever is polled becomes ready, with one event`() throws {
        let path = try server.deployed("daily", ["work_pool_name": "k8s"])
        #expect(try server.send(.get, path)["status"] == "NOT_READY")
        for _ in 1...3 {
            _ = try server.poll("k8s")
            #expect(try queue().status == .ready)
            #expect(try server.send(.get, path)["status"] == "READY")
            server.clock.advance(by: .seconds(10))
        }
        #expect(try events("prefect.work-queue.ready") == 1)
        #expect(try events("prefect.deployment.ready") == 1)
    }

    @Test func `a poll soon after another notes nothing but what is not ready yet`() throws {
        _ = try server.poll("k8s")
        let first = server.clock.now
        server.clock.advance(by: .seconds(4))
        let path = try server.deployed("daily", ["work_pool_name": "k8s"])
        _ = try server.poll("k8s")
        #expect(try queue().lastPolled == first)
        #expect(try server.send(.get, path)["status"] == "READY")
        server.clock.advance(by: .seconds(1))
        _ = try server.poll("k8s")
        #expect(try queue().lastPolled == server.clock.now)
        #expect(try server.send(.get, path)["last_polled"] == .string(server.clock.now.description))
    }

    @Test func `only the queues that were asked for count as polled`() throws {
        let other = try server.queue("other", in: pool)
        let path = try server.deployed("daily", ["work_pool_name": "k8s", "work_queue_name": "other"])
        _ = try server.poll("k8s", ["work_queue_names": ["default"]])
        #expect(try queue().status == .ready)
        #expect(try server.database.read { try $0.workQueue(other.id)?.status } == .notReady)
        #expect(try server.send(.get, path)["status"] == "NOT_READY")
    }

    @Test func `a runner that serves deployments has them ready`() throws {
        let path = try server.deployed()
        let id = try #require(try server.send(.get, path)["id"])
        for _ in 1...2 {
            try server.send(.post, "/api/deployments/get_scheduled_flow_runs", ["deployment_ids": [id]])
            server.clock.advance(by: .seconds(1))
        }
        #expect(try server.send(.get, path)["status"] == "READY")
        #expect(
            try server.send(.get, path)["last_polled"] == .string((server.clock.now - .seconds(2)).description))
        #expect(try events("prefect.deployment.ready") == 1)
    }
}
