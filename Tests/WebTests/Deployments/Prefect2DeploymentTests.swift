import Core
import JSON
import TestSupport
import Testing
import Web

/// Two clients at one server: what one sets, the other reads.
@Suite struct Prefect2DeploymentTests {
    let server: TestServer
    let old: TestClient
    let new: TestClient

    init() throws {
        server = try TestServer()
        old = .orion(server)
        new = .prefect("3.8.8", server)
    }

    private static let hourly: JSONValue = [
        "interval": 3600.0, "anchor_date": "2030-01-01T00:00:00Z", "timezone": "UTC",
    ]
    private static let nightly: JSONValue = ["cron": "0 3 * * *", "timezone": "Europe/Berlin", "day_or": true]

    /// The schedules' rules as 3.8.8's clients see them, the oldest first.
    private func rules(_ path: String) throws -> [JSONValue] {
        try #require(new.send(.get, path)["schedules"]?.array)
            .sorted { ($0["id"]?.string ?? "") < ($1["id"]?.string ?? "") }.compactMap { $0["schedule"] }
    }

    @Test func `what an old client deploys is read back by it, and sensibly by a new one`() throws {
        let path = try old.apply([
            "schedule": Self.hourly, "infra_overrides": ["env.A": "1"], "manifest_path": "etl-manifest.json",
            "work_queue_name": nil,
        ])
        let read = try old.send(.get, path)
        #expect(read["schedule"] == Self.hourly)
        #expect(read["is_schedule_active"] == true)
        #expect(read["infra_overrides"] == ["env.A": "1"])
        #expect(read["manifest_path"] == "etl-manifest.json")
        let seen = try new.send(.get, path)
        #expect(seen["job_variables"] == ["env.A": "1"])
        #expect(seen["paused"] == false)
        #expect(try rules(path) == [Self.hourly])
        for member in ["schedule", "is_schedule_active", "infra_overrides", "manifest_path"] {
            #expect(seen[member] == nil)
        }
    }

    @Test func `old clients know nothing of parameters that must match a schema`() throws {
        let schema: JSONValue = [
            "type": "object", "properties": ["n": ["type": "integer"]], "required": ["n"],
        ]
        let path = try old.apply(["parameters": ["n": "many"], "parameter_openapi_schema": schema])
        #expect(try new.send(.get, path)["enforce_parameter_schema"] == false)
        #expect(try old.send(.post, path + "/create_flow_run", ["parameters": ["n": "x"]]).status == 201)
        try new.send(.patch, path, ["enforce_parameter_schema": true, "parameters": ["n": 1]])
        _ = try old.apply(["parameters": ["n": 2]])
        #expect(try new.send(.get, path)["enforce_parameter_schema"] == true)
    }

    @Test func `pausing and resuming by sending everything keeps the schedule and what it has`() throws {
        let path = try old.apply(["schedule": Self.hourly])
        let schedule = try #require(try new.send(.get, path)["schedules"]?.array?[0]["id"])
        try old.update(path, ["is_schedule_active": false])
        #expect(try new.send(.get, path)["paused"] == true)
        #expect(try old.send(.get, path)["is_schedule_active"] == false)
        try old.update(path, ["is_schedule_active": true])
        let resumed = try new.send(.get, path)
        #expect(resumed["paused"] == false)
        #expect(resumed["schedules"]?.array?.map { $0["id"] } == [schedule])
    }

    @Test func `sending what was shown changes nothing, and scheduled runs stay`() throws {
        let path = try old.apply(["schedule": Self.hourly, "tags": ["a"], "infra_overrides": ["cpu": 1]])
        // A run that is due at once would stay.
        server.clock.advance(by: .seconds(1))
        try server.runScheduler()
        let before = try server.flowRuns().compactMap { $0["id"]?.string }
        #expect(before.count > 2)
        try old.update(path)
        try server.runScheduler()
        #expect(try server.flowRuns().compactMap { $0["id"]?.string } == before)
        try old.update(path, ["tags": ["b"]])
        #expect(try server.flowRuns().isEmpty)
    }

    @Test func `an old client changes its schedule and leaves the others`() throws {
        let path = try old.apply(["schedule": Self.hourly])
        server.clock.advance(by: .seconds(1))
        let added: JSONValue = [["schedule": ["cron": "1 1 * * *"], "slug": "early", "parameters": ["x": 1]]]
        #expect(try new.send(.post, path + "/schedules", added).status == 201)
        #expect(try old.send(.get, path)["schedule"] == Self.hourly)
        try old.update(path, ["schedule": Self.nightly])
        #expect(try old.send(.get, path)["schedule"] == Self.nightly)
        #expect(try rules(path).compactMap { $0["cron"] } == ["0 3 * * *", "1 1 * * *"])
        try old.update(path, ["schedule": nil])
        #expect(try rules(path).compactMap { $0["cron"] } == ["1 1 * * *"])
        #expect(try old.send(.get, path)["schedule"]?["cron"] == "1 1 * * *")
        try old.update(path, ["schedule": nil])
        #expect(try rules(path).isEmpty)
        #expect(try old.send(.get, path)["schedule"] == .null)
        try old.update(path, ["schedule": Self.hourly])
        #expect(try rules(path) == [Self.hourly])
    }

    @Test func `a schedule keeps its slug and its parameters when an old client changes when it runs`() throws {
        let path = try server.deployed(
            "daily", ["schedules": [["schedule": Self.hourly, "slug": "main", "parameters": ["x": 1]]]])
        try old.update(path, ["schedule": Self.nightly])
        let schedule = try #require(try new.send(.get, path)["schedules"]?.array?[0])
        #expect(schedule["slug"] == "main")
        #expect(schedule["parameters"] == ["x": 1])
        #expect(schedule["schedule"]?["cron"] == "0 3 * * *")
    }

    @Test func `a schedule that is switched off looks inactive, and resuming switches it on`() throws {
        let path = try server.deployed("daily", ["schedules": [["schedule": Self.hourly, "active": false]]])
        #expect(try old.send(.get, path)["is_schedule_active"] == false)
        try old.update(path, ["tags": ["x"]])
        var seen = try new.send(.get, path)
        #expect(seen["paused"] == false)
        #expect(seen["schedules"]?.array?[0]["active"] == false)
        try old.update(path, ["is_schedule_active": true])
        seen = try new.send(.get, path)
        #expect(seen["schedules"]?.array?[0]["active"] == true)
        #expect(try old.send(.get, path)["is_schedule_active"] == true)
    }

    @Test func `the operations that only Prefect 2 has pause and resume`() throws {
        let path = try server.deployed("daily", ["schedules": [["schedule": Self.hourly, "active": false]]])
        #expect(try old.send(.post, path + "/set_schedule_active").status == 200)
        #expect(try old.send(.get, path)["is_schedule_active"] == true)
        try server.runScheduler()
        #expect(try !server.flowRuns().isEmpty)
        let answer = try old.send(.post, path + "/set_schedule_inactive")
        #expect(answer.status == 200)
        #expect(answer.text == "null")
        #expect(try new.send(.get, path)["paused"] == true)
        #expect(try server.flowRuns().isEmpty)
        let missing = "/api/deployments/0197c0de-0000-7000-8000-000000000000"
        for end in ["/set_schedule_active", "/set_schedule_inactive"] {
            #expect(try old.send(.post, missing + end).status == 404)
        }
    }

    @Test func `sending everything without the pool leaves a deployment in its queue`() throws {
        let pool: JSONValue = ["name": "shared", "type": "process"]
        #expect(try new.send(.post, "/api/work_pools/", pool).status == 201)
        let path = try server.deployed("daily", ["work_pool_name": "shared", "work_queue_name": "default"])
        let queue = try #require(try new.send(.get, path)["work_queue_id"])
        for members in [[:], ["work_pool_name": nil], ["is_schedule_active": false]] as [JSONObject] {
            try old.update(path, members)
            let read = try old.send(.get, path)
            #expect(read["work_queue_id"] == queue)
            #expect(read["work_pool_name"] == "shared")
        }
        try old.update(path, ["work_queue_name": "agents"])
        #expect(try new.send(.get, path)["work_pool_name"] == "default-agent-pool")
    }

    @Test func `lists are filtered by whether the schedule is active`() throws {
        _ = try server.deploy("a", ["paused": true])
        _ = try server.deploy("b")
        func names(_ criterion: JSONValue) throws -> [String] {
            let list = try old.send(
                .post, "/api/deployments/filter", ["deployments": ["is_schedule_active": criterion]])
            return list.json.array?.compactMap { $0["name"]?.string } ?? ["\(list.status)"]
        }
        #expect(try names(["eq_": false]) == ["a"])
        #expect(try names(["eq_": true]) == ["b"])
        #expect(try names(["eq_": nil]) == ["422"])
        #expect(try names(nil) == ["a", "b"])
        let list = try old.send(.post, "/api/deployments/filter", [:])
        #expect(list.json.array?.allSatisfy { $0["is_schedule_active"] != nil && $0["schedule"] != nil } == true)
    }

    @Test func `a state's id and moment are passed over where old clients may send them`() throws {
        let state: JSONValue = [
            "type": "RUNNING", "id": "0197c0de-0000-7000-8000-00000000abcd", "timestamp": "2020-01-01T00:00:00Z",
        ]
        let run: JSONValue = ["flow_id": try server.flow(), "state": state]
        let made = try old.send(.post, "/api/flow_runs/", run)
        #expect(made.status == 201)
        #expect(made["state"]?["id"] != "0197c0de-0000-7000-8000-00000000abcd")
        #expect(try new.send(.post, "/api/flow_runs/", run).status == 422)
    }
}
