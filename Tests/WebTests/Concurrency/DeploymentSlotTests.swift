import Core
import JSON
import TestSupport
import Testing
import Web

/// Slots of deployments for their runs, beyond what the recorded table shows.
@Suite struct DeploymentSlotTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    /// A deployment with a limit, and its limit's name.
    private func limited(_ slots: Int64 = 1, _ members: JSONObject = [:]) throws -> (path: String, limit: String) {
        let path = try server.deployed("daily", members.merging(["concurrency_limit": .int(slots)]))
        return (path, "deployment:\(path.split(separator: "/").last ?? "")")
    }

    /// When a run is to start next.
    private func due(_ run: String) throws -> String? {
        try server.send(.get, "/api/\(run)")["next_scheduled_start_time"]?.string
    }

    @Test func `the run that waits longest starts as soon as a slot comes free`() throws {
        let deployment = try limited()
        let runs = try ["a", "b", "c"].map { name in
            server.clock.advance(by: .seconds(1))
            return try server.deployedRun(deployment.path, name)
        }
        for run in runs { try server.enter("PENDING", run) }
        server.clock.advance(by: .seconds(3))
        let later = try due(runs[1])
        try server.enter("COMPLETED", runs[0])
        #expect(try due(runs[1]) == server.clock.now.description)
        #expect(try due(runs[2]) == later)
        #expect(try server.enter("PENDING", runs[1])["status"] == "ACCEPT")
        // Nothing keeps it from running either.
        #expect(try server.enter("RUNNING", runs[1])["status"] == "ACCEPT")
        #expect(try server.enter("PENDING", runs[2])["state"]?["name"] == "AwaitingConcurrencySlot")
    }

    @Test func `more slots wake as many runs`() throws {
        let deployment = try limited()
        let runs = try (0..<4).map { number in
            server.clock.advance(by: .seconds(1))
            return try server.deployedRun(deployment.path, "\(number)")
        }
        for run in runs { try server.enter("PENDING", run) }
        server.clock.advance(by: .seconds(1))
        try server.send(.patch, "/api/v2/concurrency_limits/\(deployment.limit)", ["limit": 3])
        let now = server.clock.now.description
        #expect(try runs.dropFirst().map { try due($0) == now } == [true, true, false])
    }

    @Test func `a run whose process never came loses its slot when its lease ends`() throws {
        let deployment = try limited(
            1, ["concurrency_options": ["collision_strategy": "ENQUEUE", "grace_period_seconds": 60]])
        let (first, second) = (
            try server.deployedRun(deployment.path, "a"), try server.deployedRun(deployment.path, "b")
        )
        for run in [first, second] { try server.enter("PENDING", run) }
        let holder = try #require(try server.holders(deployment.limit).first)
        #expect(holder["holder_type"] == "flow_run")
        #expect(holder["holder_name"] == "a")
        #expect(holder["lease_expires"]?.string == (server.clock.now + .seconds(60)).description)
        server.clock.advance(by: .seconds(45))
        #expect(try server.enter("PENDING", second)["state"]?["name"] == "AwaitingConcurrencySlot")
        server.clock.advance(by: .seconds(15))
        try server.run(SlotKeeper())
        #expect(try server.taken(deployment.limit) == 0)
        #expect(try due(second) == server.clock.now.description)
        try server.enter("PENDING", second)
        let lost = try server.enter("RUNNING", first)
        #expect(
            lost["state"]?["message"]
                == "Deployment concurrency slot lost during provisioning - no slots available to continue execution")
        #expect(try server.taken(deployment.limit) == 1)
    }

    @Test func `a slot whose lease is over is taken at once by whoever needs it`() throws {
        let deployment = try limited()
        let (first, second) = (
            try server.deployedRun(deployment.path, "a"), try server.deployedRun(deployment.path, "b")
        )
        try server.enter("PENDING", first)
        server.clock.advance(by: .seconds(300))
        #expect(try server.enter("PENDING", second)["status"] == "ACCEPT")
        #expect(try server.holders(deployment.limit).map { $0["holder_name"] } == ["b"])
    }

    @Test func `a run that begins to run renews its lease, and an older client's run needs none`() throws {
        let deployment = try limited(2)
        let (new, old) = (
            try server.deployedRun(deployment.path, "new"), try server.deployedRun(deployment.path, "old")
        )
        for run in [new, old] { try server.enter("PENDING", run) }
        server.clock.advance(by: .seconds(200))
        try server.enter("RUNNING", new)
        try server.enter("RUNNING", old, agent: "prefect/3.1.0 (API 0.8.4)")
        server.clock.advance(by: .seconds(299))
        try server.run(SlotKeeper())
        #expect(try server.taken(deployment.limit) == 2)
        server.clock.advance(by: .seconds(1))
        try server.run(SlotKeeper())
        #expect(try server.holders(deployment.limit).map { $0["holder_name"] } == ["old"])
        try server.enter("COMPLETED", old, agent: "prefect/3.1.0 (API 0.8.4)")
        #expect(try server.taken(deployment.limit) == 0)
    }

    @Test func `deleting a run frees its slot, and who waits for it is woken`() throws {
        let deployment = try limited()
        let (first, second) = (
            try server.deployedRun(deployment.path, "a"), try server.deployedRun(deployment.path, "b")
        )
        for run in [first, second] { try server.enter("PENDING", run) }
        server.clock.advance(by: .seconds(1))
        try server.send(.delete, "/api/\(first)")
        #expect(try server.taken(deployment.limit) == 0)
        try server.run(SlotKeeper())
        #expect(try due(second) == server.clock.now.description)
    }

    @Test func `a deployment that gets another limit, or none, leaves the former one`() throws {
        try server.limit("shared", 1)
        try server.limit("other", 1)
        func id(_ name: String) throws -> JSONValue {
            try #require(try server.send(.get, "/api/v2/concurrency_limits/\(name)")["id"])
        }
        let path = try server.deployed("daily", ["global_concurrency_limit_id": try id("shared")])
        let (first, second) = (try server.deployedRun(path, "a"), try server.deployedRun(path, "b"))
        for run in [first, second] { try server.enter("PENDING", run) }
        server.clock.advance(by: .seconds(1))
        try server.send(.patch, path, ["global_concurrency_limit_id": try id("other")])
        #expect(try server.taken("shared") == 0)
        #expect(try due(second) == server.clock.now.description)
        try server.enter("PENDING", second)
        #expect(try server.taken("other") == 1)
        try server.send(.delete, "/api/v2/concurrency_limits/other")
        #expect(try server.enter("COMPLETED", first)["status"] == "ACCEPT")
        #expect(try server.enter("RUNNING", second)["status"] == "ACCEPT")
    }

    @Test func `where new runs are cancelled, those beyond the limit do not become late`() throws {
        let deployment = try limited(1, ["concurrency_options": ["collision_strategy": "CANCEL_NEW"]])
        let (first, second) = (
            try server.deployedRun(deployment.path, "a"), try server.deployedRun(deployment.path, "b")
        )
        try server.enter("PENDING", first)
        server.clock.advance(by: .seconds(15))
        try server.run(LateRuns())
        let run = try server.send(.get, "/api/\(second)")
        #expect(run["state_name"] == "Cancelled")
        #expect(run["state"]?["message"] == "Deployment concurrency limit reached.")
    }

    @Test func `a deployment shows how many slots of its limit are taken`() throws {
        let deployment = try limited(2)
        try server.enter("PENDING", try server.deployedRun(deployment.path))
        #expect(try server.send(.get, deployment.path)["global_concurrency_limit"]?["active_slots"] == 1)
    }
}
