import Core
import JSON
import TestSupport
import Testing
import Web

/// Slots of limits by name, beyond what the comparison with the real server shows.
@Suite struct SlotTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    private func seconds(_ answer: Answer) throws -> Double {
        try #require(answer.headers["Retry-After"].flatMap(Double.init))
    }

    @Test func `a lease that nobody renews gives its slots to the next who asks`() throws {
        try server.limit("db", 1)
        try server.take(["db"], 1, ["lease_duration": 60])
        #expect(try server.take(["db"]).status == 423)
        server.clock.advance(by: .seconds(60))
        #expect(try server.take(["db"]).status == 200)
        #expect(try server.taken("db") == 1)
    }

    @Test func `a lease is renewed as long as its slots were not given to others`() throws {
        try server.limit("db", 1)
        let lease = try #require(try server.take(["db"], 1, ["lease_duration": 60])["lease_id"]?.string)
        let renew = "/api/v2/concurrency_limits/leases/\(lease)/renew"
        server.clock.advance(by: .seconds(61))
        #expect(try server.send(.post, renew, ["lease_duration": 60]).status == 204)
        server.clock.advance(by: .seconds(61))
        #expect(try server.take(["db"]).status == 200)
        #expect(try server.send(.post, renew, ["lease_duration": 60]).status == 410)
    }

    @Test func `leases that ended are cleared away, in bounded pieces`() throws {
        try server.limit("db", 1000)
        for _ in 0..<450 { try server.take(["db"], 1, ["lease_duration": 60]) }
        server.clock.advance(by: .seconds(60))
        #expect(try server.run(SlotKeeper()).ticks == 3)
        #expect(try server.taken("db") == 0)
    }

    @Test func `those who are refused come back soon, and not together`() throws {
        try server.limit("db", 1)
        try server.take(["db"])
        var told: [Double] = []
        for _ in 0..<60 { told.append(try seconds(try server.take(["db"]))) }
        #expect(told.allSatisfy { (0.1...30).contains($0) })
        #expect(try #require(told.first) < 1.5)
        #expect(Set(told).count > 50)
        // Sixty who wait ask some twenty-five times a second together, so none of them asks all the time.
        #expect(try #require(told.last) > 1.6)
        // When they are all gone, one who comes then need not wait as long.
        server.clock.advance(by: .minutes(1))
        #expect(try seconds(try server.take(["db"])) < 1.5)
    }

    @Test func `how long slots are held is learned`() throws {
        try server.limit("quick", 1)
        for _ in 0..<20 {
            let lease = try #require(try server.take(["quick"])["lease_id"])
            server.clock.advance(by: Interval(microseconds: 100_000))
            try server.send(.post, "/api/v2/concurrency_limits/decrement-with-lease", ["lease_id": lease])
        }
        try server.take(["quick"])
        #expect(try seconds(try server.take(["quick"])) < 0.2)
    }

    @Test func `slots with decay come free one after another, and none is lost to rounding`() throws {
        try server.limit("api", 4, ["slot_decay_per_second": 0.5])
        func ask() throws -> Int {
            try server.send(
                .post, "/api/v2/concurrency_limits/increment", ["names": ["api"], "slots": 1, "mode": "rate_limit"]
            ).status
        }
        for _ in 0..<4 { #expect(try ask() == 200) }
        #expect(try server.taken("api") == 4)
        let refused = try server.take(["api"])
        #expect(abs(try seconds(refused) - 2) < 0.001)
        // A slot counts until it is free as a whole.
        server.clock.advance(by: .seconds(1))
        #expect(try server.taken("api") == 4)
        server.clock.advance(by: .seconds(1))
        #expect(try server.taken("api") == 3)
        // At a rate of one in two seconds, thirty slots come free in a minute, however often somebody asks.
        var got = 0
        for _ in 0..<120 {
            if try ask() == 200 { got += 1 }
            server.clock.advance(by: Interval(microseconds: 500_000))
        }
        #expect((30...31).contains(got))
    }

    @Test func `a limit that gets or loses decay goes on with what is taken`() throws {
        try server.limit("db", 5)
        try server.take(["db"], 2)
        try server.send(.post, "/api/v2/concurrency_limits/increment", ["names": ["db"], "slots": 1])
        try server.send(.patch, "/api/v2/concurrency_limits/db", ["slot_decay_per_second": 0.0001])
        #expect(try server.taken("db") == 3)
        try server.send(.patch, "/api/v2/concurrency_limits/db", ["slot_decay_per_second": 0])
        #expect(try server.taken("db") == 3)
    }

    @Test func `who gives back unnamed slots frees the oldest, never what somebody is named for`() throws {
        try server.limit("db", 5)
        let holder: JSONObject = ["holder": ["type": "task_run", "id": "00000000-0000-4000-8000-000000000001"]]
        try server.take(["db"], 1, holder)
        try server.send(.post, "/api/v2/concurrency_limits/increment", ["names": ["db"], "slots": 3])
        try server.send(.post, "/api/v2/concurrency_limits/decrement", ["names": ["db"], "slots": 2])
        #expect(try server.holders("db").map { $0["slots"] } == [1, 1])
        try server.send(.post, "/api/v2/concurrency_limits/decrement", ["names": ["db"], "slots": 9])
        #expect(try server.holders("db").map { $0["holder_type"] } == ["task_run"])
        try server.send(.patch, "/api/v2/concurrency_limits/db", ["active_slots": 0])
        #expect(try server.holders("db").isEmpty)
    }

    @Test func `what a tag is called does not matter`() throws {
        let made = try server.send(.post, "/api/concurrency_limits/", ["tag": "a/b", "concurrency_limit": 1])
        #expect(made.status == 201)
        #expect(try server.send(.get, "/api/concurrency_limits/\(try #require(made["id"]?.string))")["tag"] == "a/b")
        let list = try server.send(.post, "/api/concurrency_limits/filter", ["limit": 1])
        #expect(list.json.array?.count == 1)
    }

    @Test func `holders of a limit that is not there are not found`() throws {
        #expect(try server.send(.get, "/api/v2/concurrency_limits/none/holders").status == 404)
    }
}
