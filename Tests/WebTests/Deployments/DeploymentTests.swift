import Core
import JSON
import Store
import TestSupport
import Testing
import Web

@Suite struct DeploymentTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    @Test func `a deployment is made once and found by id and by name`() throws {
        let made = try server.deploy("daily", ["tags": ["a"], "labels": ["tier": 1], "version": "7"])
        #expect(made.status == 201)
        let flow = try #require(try server.flow().string)
        #expect(made["labels"] == ["team": "data", "prefect.flow.id": .string(flow), "tier": 1])
        #expect(made["status"] == "NOT_READY")
        #expect(made["pull_steps"] == [])
        #expect(made["parameter_openapi_schema"] == [:])
        #expect(made["enforce_parameter_schema"] == true)
        let id = try #require(made["id"]?.string)
        #expect(try server.send(.get, "/api/deployments/\(id)").json == made.json)
        #expect(try server.send(.get, "/api/deployments/name/etl/daily").json == made.json)
    }

    @Test func `deploying again keeps what is not said`() throws {
        let members: JSONObject = [
            "tags": ["a"], "version": "7", "job_variables": ["cpu": 2], "parameters": ["x": 1], "labels": ["tier": 1],
            "schedules": [["schedule": ["interval": 60]]], "paused": true,
        ]
        let first = try server.deploy("daily", members)
        let again = try server.deploy("daily")
        #expect(again.status == 200)
        #expect(again["id"] == first["id"])
        for name in members.keys { #expect(again[name] == first[name], "\(name)") }
        let emptied = try server.deploy("daily", ["parameters": [:], "labels": [:], "schedules": []])
        #expect(emptied["parameters"] == [:])
        #expect(emptied["labels"]?["tier"] == nil)
        #expect(emptied["labels"]?["team"] == "data")
        #expect(emptied["schedules"] == [])
    }

    @Test func `scheduled runs stay while deploying again changes nothing, and go when it changes something`() throws {
        let members: JSONObject = ["tags": ["a"], "schedules": [["schedule": ["interval": 3600]]]]
        let path = try server.deployed("daily", members)
        // A run that is due at once would stay.
        server.clock.advance(by: .seconds(1))
        try server.runScheduler()
        let slots = try server.flowRuns().compactMap { $0["id"]?.string }
        #expect(!slots.isEmpty)
        for (body, stay) in [
            ([:], true), (["tags": ["a"]], true), (["description": nil], true), (["tags": ["b"]], false),
        ] as [(JSONObject, Bool)] {
            _ = try server.deploy("daily", body)
            #expect(try (server.flowRuns().compactMap { $0["id"]?.string } == slots) == stay)
        }
        try server.runScheduler()
        #expect(try !server.flowRuns().isEmpty)
        try server.send(.patch, path, ["version": "2"])
        #expect(try server.flowRuns().isEmpty)
    }

    @Test func `a change leaves what is absent and empties what is null`() throws {
        let path = try server.deployed("daily", ["description": "x", "version": "1", "tags": ["a"]])
        #expect(try server.send(.patch, path, ["description": nil, "paused": true]).status == 204)
        let changed = try server.send(.get, path)
        #expect(changed["description"] == .null)
        #expect(changed["version"] == "1")
        #expect(changed["tags"] == ["a"])
        #expect(changed["paused"] == true)
    }

    @Test func `a limit of its own is an object that comes and goes`() throws {
        let path = try server.deployed(
            "daily",
            [
                "concurrency_limit": 3, "concurrency_options": ["collision_strategy": "CANCEL_NEW"],
            ])
        let made = try server.send(.get, path)
        #expect(made["concurrency_limit"] == .null)
        #expect(made["global_concurrency_limit"]?["limit"] == 3)
        #expect(made["global_concurrency_limit"]?["slot_decay_per_second"] == 0.0)
        #expect(made["concurrency_options"] == ["collision_strategy": "CANCEL_NEW", "grace_period_seconds": nil])
        try server.send(.patch, path, ["concurrency_limit": 5])
        let changed = try server.send(.get, path)
        #expect(changed["global_concurrency_limit"]?["limit"] == 5)
        #expect(changed["global_concurrency_limit"]?["id"] == made["global_concurrency_limit"]?["id"])
        try server.send(.patch, path, ["concurrency_limit": nil])
        #expect(try server.send(.get, path)["global_concurrency_limit"] == .null)
    }

    @Test(
        arguments: [
            (["work_pool_name": "none"], 404, "Work pool \"none\" not found."),
            (
                ["global_concurrency_limit_id": "0197c0de-0000-7000-8000-000000000000"], 404,
                "Concurrency limit not found"
            ),
            (["flow_id": "0197c0de-0000-7000-8000-000000000000"], 409, "Data integrity conflict."),
        ] as [(JSONObject, Int, String)])
    func `what a new deployment names must be there`(members: JSONObject, status: Int, detail: String) throws {
        let answer = try server.deploy("daily", members)
        #expect(answer.status == status)
        #expect(answer["detail"]?.string?.hasPrefix(detail) == true)
    }

    @Test func `wrong members are named in the order in which the real server names them`() throws {
        let answer = try server.deploy(
            "daily",
            [
                "job_variables": nil, "tags": nil, "paused": nil, "parameters": nil, "concurrency_limit": 0,
                "schedules": [["schedule": ["interval": -1]]], "color": "red",
            ])
        #expect(answer.status == 422)
        let places = (answer["exception_detail"]?.array ?? []).compactMap { $0["loc"]?.array?[1].string }
        let expected = ["paused", "schedules", "concurrency_limit", "parameters", "tags", "job_variables", "color"]
        #expect(places.reduce(into: []) { if $0.last != $1 { $0.append($1) } } == expected)
    }

    @Test func `parameters that must match a schema need one`() throws {
        let path = try server.deployed("daily", ["parameter_openapi_schema": nil])
        #expect(try server.send(.patch, path, ["description": "x"]).status == 409)
        #expect(try server.send(.post, path + "/create_flow_run", [:]).status == 409)
        #expect(try server.send(.patch, path, ["enforce_parameter_schema": false]).status == 204)
        #expect(try server.send(.post, path + "/create_flow_run", [:]).status == 201)
    }

    @Test(arguments: [
        ("GET", "", 404, "Deployment not found"), ("DELETE", "", 404, "Deployment not found"),
        ("PATCH", "", 404, "Deployment not found."), ("POST", "/pause_deployment", 404, "Deployment not found"),
        ("POST", "/resume_deployment", 404, "Deployment not found"),
        ("POST", "/create_flow_run", 404, "Deployment not found"),
        ("GET", "/work_queue_check", 404, "Deployment not found"), ("GET", "/schedules", 404, "Deployment not found."),
        ("DELETE", "/schedules/0197c0de-0000-7000-8000-000000000001", 404, "Deployment not found."),
    ])
    func `a deployment that is not there is said so`(
        method: String, path: String, status: Int, detail: String
    ) throws {
        let answer = try server.send(
            try #require(.init(rawValue: method)), "/api/deployments/0197c0de-0000-7000-8000-000000000000\(path)", [:])
        #expect(answer.status == status)
        #expect(answer["detail"] == .string(detail))
    }

    @Test func `deleting a deployment that is not there keeps the runs that name it`() throws {
        let gone: JSONValue = "0197c0de-0000-7000-8000-000000000000"
        let run = try server.made(
            "/api/flow_runs/", ["flow_id": try server.flow(), "deployment_id": gone, "state": ["type": "SCHEDULED"]])
        #expect(try server.send(.delete, "/api/deployments/\(gone.string ?? "")").status == 404)
        #expect(try server.send(.get, "/api/flow_runs/\(run)").status == 200)
    }

    @Test func `lists are filtered, sorted, counted and paged`() throws {
        for (name, tags) in [("b", ["x"]), ("a", ["x", "y"]), ("c", [])] {
            _ = try server.deploy(name, ["tags": .array(tags.map { .string($0) }), "paused": .bool(name == "c")])
        }
        func names(_ body: JSONValue) throws -> [String] {
            try server.send(.post, "/api/deployments/filter", body).json.array?.compactMap { $0["name"]?.string } ?? []
        }
        #expect(try names([:]) == ["a", "b", "c"])
        #expect(try names(["sort": "NAME_DESC", "limit": 2]) == ["c", "b"])
        #expect(try names(["deployments": ["tags": ["all_": ["x", "y"]]]]) == ["a"])
        #expect(try names(["deployments": ["paused": ["eq_": true]]]) == ["c"])
        #expect(try names(["deployments": ["flow_or_deployment_name": ["like_": "ETL"]]]).count == 3)
        #expect(try names(["flows": ["name": ["any_": ["other"]]]]) == [])
        #expect(try server.send(.post, "/api/deployments/count", ["flows": ["name": ["any_": ["etl"]]]]).json == 3)
        let page = try server.send(.post, "/api/deployments/paginate", ["limit": 2, "page": 2])
        #expect(page["count"] == 3)
        #expect(page["pages"] == 2)
        #expect(page["results"]?.array?.map { $0["name"] } == ["c"])
        let deleted = try server.send(
            .post, "/api/deployments/bulk_delete", ["deployments": ["name": ["any_": ["a", "b"]]]])
        #expect(deleted["deleted"]?.array?.count == 2)
        #expect(try names([:]) == ["c"])
    }
}

@Suite struct DeploymentEventTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    @Test func `coming, changing, being asked for and going are told, each once`() throws {
        let path = try server.deployed("daily", ["tags": ["a"]])
        let id = try #require(try server.send(.get, path)["id"])
        for turn in 0..<2 {
            server.clock.advance(by: .seconds(1))
            try server.send(.patch, path, ["tags": ["b"], "description": nil])
            try server.send(.post, "/api/deployments/get_scheduled_flow_runs", ["deployment_ids": [id]])
            #expect(try server.send(.get, path).status == 200, "turn \(turn)")
        }
        try server.send(.delete, path)
        let events = try server.database.read { tx in
            var filter = EventFilter()
            filter.namePrefixes = ["prefect.deployment."]
            return try tx.events(filter, from: tx.eventPlace(storedSince: .earliest)).events
        }.map { try JSONValue(parsing: $0) }
        #expect(
            events.compactMap { $0["event"]?.string }
                == ["created", "updated", "ready", "deleted"].map { "prefect.deployment.\($0)" })
        #expect(events[1]["payload"]?["updates"] == ["tags": ["from": ["a"], "to": ["b"]]])
        #expect(events.allSatisfy { $0["related"]?.array?[0]["prefect.resource.role"] == "flow" })
    }
}
