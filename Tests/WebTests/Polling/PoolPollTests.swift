import Core
import JSON
import TestSupport
import Testing
import Web

@Suite struct PoolPollTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    @Test func `queues are served by priority, runs by their start`() throws {
        let pool = try server.pool()
        try server.queue("urgent", in: pool, priority: 1)
        try server.queue("slow", in: pool)
        try server.waiting("slow", in: "k8s", "slow", since: 90)
        try server.waiting("default late", in: "k8s", since: 5)
        try server.waiting("default later", in: "k8s", since: 4)
        try server.waiting("urgent", in: "k8s", "urgent", since: 1)
        #expect(try server.poll("k8s") == ["urgent", "default late", "default later", "slow"])
        #expect(try server.poll("k8s", ["limit": 2]) == ["urgent", "default late"])
        #expect(try server.poll("k8s", ["work_queue_names": ["slow", "urgent"]]) == ["urgent", "slow"])
    }

    @Test(
        arguments: [
            (nil, nil, 5), (5, nil, 5), (4, nil, 4), (1, nil, 1), (0, nil, 0), (nil, 3, 5), (nil, 1, 3), (nil, 0, 2),
            (4, 1, 3), (2, 1, 2), (1, 1, 1), (3, 0, 2),
        ] as [(Int64?, Int64?, Int)])
    func `limits of pool and queue leave so many runs`(pool: Int64?, queue: Int64?, expected: Int) throws {
        let made = try server.pool(limit: pool)
        try server.queue("small", in: made, limit: queue, priority: 1)
        for number in 1...3 { try server.waiting("s\(number)", in: "k8s", "small") }
        for number in 1...2 { try server.waiting("d\(number)", in: "k8s") }
        #expect(try server.poll("k8s").count == expected)
    }

    @Test func `a queue that has no slot left does not take those of the next`() throws {
        let pool = try server.pool(limit: 2)
        try server.queue("small", in: pool, limit: 1, priority: 1)
        let first = try server.waiting("s1", in: "k8s", "small", since: 2)
        try server.waiting("s2", in: "k8s", "small")
        try server.waiting("d1", in: "k8s", since: 2)
        try server.waiting("d2", in: "k8s")
        #expect(try server.poll("k8s") == ["s1", "d1"])
        try server.set(first, "PENDING")
        #expect(try server.poll("k8s") == ["d1"])
        try server.set(first, "RUNNING")
        #expect(try server.poll("k8s") == ["d1"])
        try server.set(first, "COMPLETED")
        #expect(try server.poll("k8s") == ["s2", "d1"])
    }

    @Test func `a limit below what runs already leaves nothing, not less`() throws {
        let pool = try server.pool(limit: 1)
        try server.queue("other", in: pool, isPaused: true)
        for number in 1...2 { try server.set(try server.waiting("r\(number)", in: "k8s", "other"), "RUNNING") }
        try server.waiting("waits", in: "k8s")
        #expect(try server.poll("k8s") == [])
    }

    @Test func `runs that are being cancelled take no slots of workers`() throws {
        try server.pool(limit: 1)
        let run = try server.waiting("going", in: "k8s")
        try server.waiting("next", in: "k8s")
        try server.set(run, "RUNNING")
        #expect(try server.poll("k8s") == [])
        try server.set(run, "CANCELLING")
        #expect(try server.poll("k8s") == ["next"])
    }

    @Test func `what is paused hands out nothing`() throws {
        let pool = try server.pool()
        try server.queue("paused", in: pool, isPaused: true)
        try server.pool("closed", isPaused: true)
        try server.waiting("hidden", in: "k8s", "paused")
        try server.waiting("seen", in: "k8s")
        try server.waiting("closed", in: "closed")
        #expect(try server.poll("k8s") == ["seen"])
        #expect(try server.poll("closed") == [])
    }

    @Test func `a window of starts includes both its ends`() throws {
        try server.pool()
        for minutes in [3, 2, 1] as [Int64] { try server.waiting("\(minutes)", in: "k8s", since: minutes) }
        func ago(_ minutes: Int64) -> JSONValue { .string((server.clock.now - .minutes(minutes)).description) }
        #expect(try server.poll("k8s", ["scheduled_before": ago(2)]) == ["3", "2"])
        #expect(try server.poll("k8s", ["scheduled_after": ago(2)]) == ["2", "1"])
        #expect(try server.poll("k8s", ["scheduled_after": ago(2), "scheduled_before": ago(2)]) == ["2"])
    }

    @Test func `what is not there is told by its name`() throws {
        try server.pool()
        let pool = try server.send(.post, "/api/work_pools/no/get_scheduled_flow_runs", [:])
        #expect(pool.status == 404)
        #expect(pool["detail"] == "Work pool \"no\" not found.")
        let queue = try server.send(
            .post, "/api/work_pools/k8s/get_scheduled_flow_runs", ["work_queue_names": ["default", "no"]])
        #expect(queue.status == 404)
        #expect(queue["detail"] == "Work pool queue 'k8s/no' not found.")
    }
}
