import Core
import JSON
import TestSupport
import Testing
import Web

/// Slots of tags for task runs whose states the server keeps, as for 2.x clients.
@Suite struct TagSlotTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    @Test func `a task run waits until another with its tag has ended`() throws {
        try server.limit("tag:db", 1)
        let (first, second) = (try server.taggedTask("a", ["db"]), try server.taggedTask("b", ["x", "db"]))
        #expect(try server.enter("RUNNING", first)["status"] == "ACCEPT")
        let refused = try server.enter("RUNNING", second)
        #expect(refused.status == 200)
        #expect(refused["status"] == "WAIT")
        #expect(refused["details"]?["reason"] == "Concurrency limit reached for tags: db")
        #expect((1...30).contains(try #require(refused["details"]?["delay_seconds"]?.int)))
        #expect(try server.taken("tag:db") == 1)
        try server.enter("COMPLETED", first)
        #expect(try server.taken("tag:db") == 0)
        #expect(try server.enter("RUNNING", second)["status"] == "ACCEPT")
        #expect(
            try server.holders("tag:db").first?["holder_id"]?.string
                == second.split(separator: "/").last.map(String.init))
    }

    @Test func `a slot of every tag or of none is taken`() throws {
        try server.limit("tag:wide", 5)
        try server.limit("tag:narrow", 1)
        try server.enter("RUNNING", try server.taggedTask("a", ["narrow", "wide"]))
        #expect(try server.enter("RUNNING", try server.taggedTask("b", ["wide", "narrow"]))["status"] == "WAIT")
        #expect(try server.taken("tag:wide") == 1)
        #expect(try server.taken("tag:narrow") == 1)
    }

    @Test(
        arguments: [
            ("SCHEDULED", 0), ("PENDING", 0), ("PAUSED", 0), ("COMPLETED", 0), ("FAILED", 0), ("CANCELLED", 0),
            ("CRASHED", 0), ("CANCELLING", 1), ("RUNNING", 1),
        ] as [(String, Int64)], [false, true])
    func `a task run holds its slot while it runs or is being stopped`(way: (state: String, left: Int64), force: Bool)
        throws
    {
        try server.limit("tag:db", 1)
        let run = try server.taggedTask("a", ["db"])
        try server.enter("RUNNING", run)
        #expect(try server.enter(way.state, run, force: force)["status"] == "ACCEPT")
        #expect(try server.taken("tag:db") == way.left)
    }

    @Test func `a task run that is to be tried again gives its slot to others meanwhile`() throws {
        try server.limit("tag:db", 1)
        let run = try server.taggedTask("a", ["db"], ["empirical_policy": ["retries": 1, "retry_delay": 0]])
        let other = try server.taggedTask("b", ["db"])
        try server.enter("RUNNING", run)
        #expect(try server.enter("FAILED", run)["state"]?["name"] == "AwaitingRetry")
        #expect(try server.enter("RUNNING", other)["status"] == "ACCEPT")
        #expect(try server.enter("RUNNING", run)["status"] == "WAIT")
        try server.enter("COMPLETED", other)
        #expect(try server.enter("RUNNING", run)["status"] == "ACCEPT")
    }

    @Test func `what is kept under its key needs no slot`() throws {
        try server.limit("tag:db", 1)
        let key: JSONObject = ["state_details": ["cache_key": "k"]]
        let (first, second) = (try server.taggedTask("a", ["db"]), try server.taggedTask("b", ["db"]))
        try server.enter("RUNNING", first, key)
        try server.enter("COMPLETED", first, key.merging(["data": ["x": 1]]))
        try server.enter("RUNNING", try server.taggedTask("c", ["db"]))
        #expect(try server.enter("RUNNING", second, key)["state"]?["name"] == "Cached")
    }

    @Test func `a tag whose limit is not active lets everybody run, one of nought nobody`() throws {
        try server.limit("tag:off", 1, ["active": false])
        try server.limit("tag:zero", 0)
        for key in ["a", "b"] {
            #expect(try server.enter("RUNNING", try server.taggedTask(key, ["off"]))["status"] == "ACCEPT")
        }
        #expect(try server.taken("tag:off") == 0)
        let refused = try server.enter("RUNNING", try server.taggedTask("c", ["zero"]))
        #expect(refused["status"] == "ABORT")
    }

    @Test func `a task run or flow run that is deleted holds nothing`() throws {
        try server.limit("tag:db", 3)
        let run = try server.send(
            .post, "/api/flow_runs/", ["flow_id": try server.flow(), "state": ["type": "RUNNING"]])
        let id = try #require(run["id"]?.string)
        let (alone, part) = (
            try server.taggedTask("a", ["db"]), try server.taggedTask("b", ["db"], ["flow_run_id": .string(id)])
        )
        for task in [alone, part] { try server.enter("RUNNING", task) }
        #expect(try server.taken("tag:db") == 2)
        try server.send(.delete, "/api/\(alone)")
        #expect(try server.taken("tag:db") == 1)
        try server.send(.delete, "/api/flow_runs/\(id)")
        #expect(try server.taken("tag:db") == 0)
    }

    @Test func `a client that asks twice for a slot of a task run has one`() throws {
        try server.limit("tag:db", 1)
        let body: JSONValue = ["names": ["db"], "task_run_id": "00000000-0000-4000-8000-000000000001"]
        for _ in 0..<2 { #expect(try server.send(.post, "/api/concurrency_limits/increment", body).status == 200) }
        #expect(try server.taken("tag:db") == 1)
        let other: JSONValue = ["names": ["db"], "task_run_id": "00000000-0000-4000-8000-000000000002"]
        let refused = try server.send(.post, "/api/concurrency_limits/increment", other)
        #expect(refused.status == 423)
        #expect(try #require(refused.headers["Retry-After"].flatMap(Double.init)) >= 0.1)
    }

    @Test func `slots of a run that was over a minute ago are freed when nobody gives them back`() throws {
        try server.limit("tag:db", 1)
        let run = try server.taggedTask("a", ["db"])
        try server.enter("COMPLETED", run)
        let id = String(try #require(run.split(separator: "/").last))
        try server.send(.post, "/api/concurrency_limits/increment", ["names": ["db"], "task_run_id": .string(id)])
        #expect(try server.taken("tag:db") == 1)
        server.clock.advance(by: .seconds(59))
        try server.run(SlotKeeper())
        #expect(try server.taken("tag:db") == 1)
        server.clock.advance(by: .seconds(2))
        try server.run(SlotKeeper())
        #expect(try server.taken("tag:db") == 0)
    }
}
