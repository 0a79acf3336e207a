import Core
import JSON
import Store
import TestSupport
import Testing
import Web

@Suite struct ServerTests {
    @Test(arguments: [
        ("/api/health", 200, "true"), ("/api/ready", 200, #"{"message":"OK"}"#), ("/api/version", 200, #""0.8.4""#),
        ("/api/hello", 200, "\"👋\""), ("/api/admin/version", 200, #""3.8.8""#),
        ("/api/admin/storage", 200, #"{"default_result_storage_block_id":null}"#),
        ("/api/csrf-token?client=a", 422, #"{"detail":"CSRF protection is disabled."}"#),
        ("/api/collections/views/none", 404, #"{"detail":"View none not found in registry"}"#),
        ("/api/automations/related-to/prefect.deployment.x", 200, "[]"),
        ("/api/me/workspaces", 404, #"{"detail":"Not Found"}"#),
    ])
    func `says of itself what clients ask before anything else`(path: String, status: Int, body: String) throws {
        let answer = try TestServer().send(.get, path)
        #expect(answer.status == status)
        #expect(answer.text == body)
    }

    @Test func `Prefect's own UI is told where the API is, and before it sends a password that there is one`() throws {
        let settings = AppSettings(
            basePath: "/rigel", prefectUIs: [.v1, .v2], password: "a:b", csrfTokenLifetime: .minutes(1))
        let expected: JSONValue = [
            "api_url": "/rigel/api", "csrf_enabled": true, "auth": "BASIC", "flags": [], "default_ui": "v2",
            "available_uis": ["v1", "v2"], "v1_base_url": "/rigel/prefect-ui", "v2_base_url": "/rigel/prefect-ui/v2",
        ]
        for path in ["/prefect-ui/ui-settings", "/prefect-ui/v2/ui-settings"] {
            #expect(try TestServer(settings).send(.get, path).json == expected)
        }
        let old = try TestServer(AppSettings(prefectUIs: [.v1])).send(.get, "/prefect-ui/ui-settings")
        #expect(old["default_ui"] == "v1")
        #expect(old["available_uis"] == ["v1"])
        #expect(old["v2_base_url"] == .null)
        #expect(try TestServer().send(.get, "/prefect-ui/ui-settings").status == 404)
    }

    @Test func `the services say when they last did their work`() throws {
        let server = try TestServer(AppSettings(services: ["scheduler": true, "late-runs": false, "zombies": true]))
        let tick = server.clock.now
        try server.database.write { try $0.recordTick(ofService: "scheduler", at: tick) }
        server.clock.advance(by: .minutes(4))
        #expect(
            try server.send(.get, "/api/admin/services").json == [
                ["name": "late-runs", "enabled": false, "last_tick": .null],
                ["name": "scheduler", "enabled": true, "last_tick": .string(tick.description)],
                ["name": "zombies", "enabled": true, "last_tick": .null],
            ])
        #expect(try server.send(.get, "/").text.contains("<strong class=\"warn\">1 without success"))
        server.clock.advance(by: .minutes(2))
        #expect(try server.send(.get, "/").text.contains("<strong class=\"warn\">2 without success"))
        #expect(try server.send(.get, "/api/ready").json == ["message": "OK"])
    }

    @Test func `the settings are shown as they were given`() throws {
        let server = try TestServer(AppSettings(shown: ["server": ["api": ["default_limit": 200]]]))
        #expect(try server.send(.get, "/api/admin/settings").json == ["server": ["api": ["default_limit": 200]]])
    }

    @Test func `what the person who runs the server bounds is refused beyond that`() throws {
        var bounds = Bounds()
        bounds.rows = 3
        bounds.parameterBytes = 20
        bounds.cacheKeyLength = 4
        bounds.scheduledRuns = 2
        let server = try TestServer(AppSettings(bounds: bounds))
        let flow = try #require(try server.send(.post, "/api/flows/", ["name": "f"])["id"])
        for name in 0..<4 { try server.send(.post, "/api/flows/", ["name": .string("f\(name)")]) }
        #expect(try server.send(.post, "/api/flows/filter").json.array?.count == 3)
        let refused = try server.send(.post, "/api/flows/filter", ["limit": 4])
        #expect((refused.status, refused["detail"]) == (422, "Invalid limit: must be less than or equal to 3."))
        func run(_ text: String) throws -> Int {
            try server.send(.post, "/api/flow_runs/", ["flow_id": flow, "parameters": ["a": .string(text)]]).status
        }
        #expect(try (run("x"), run("this is too long")) == (201, 422))
        func task(_ key: String) throws -> Int {
            try server.send(
                .post, "/api/task_runs/",
                ["task_key": .string(key), "dynamic_key": "0", "cache_key": .string(key)]
            ).status
        }
        #expect(try (task("four"), task("fives")) == (201, 422))
        func deployment(_ most: Int64) throws -> Int {
            let schedule: JSONValue = ["schedule": ["interval": 3600.0], "max_scheduled_runs": .int(most)]
            return try server.send(
                .post, "/api/deployments/", ["flow_id": flow, "name": "d", "schedules": [schedule]]
            ).status
        }
        #expect(try (deployment(2), deployment(3)) == (201, 422))
    }

    @Test func `of many wrong items only the first are told`() throws {
        let server = try TestServer()
        let refused = try server.send(.post, "/api/logs/", .array(Array(repeating: [], count: 5000)))
        #expect(refused.status == 422)
        #expect(refused["exception_detail"]?.array?.count == 100)
    }

    @Test func `a byte order mark before a body is passed over`() throws {
        let server = try TestServer()
        #expect(try server.send(.post, "/api/flows/filter", raw: "\u{FEFF}{}").status == 200)
    }

    @Test func `a compressed body is refused in so many words`() throws {
        let refused = try TestServer().send(
            .post, "/api/flows/filter", raw: "\u{1F}x", headers: [("Content-Encoding", "gzip")])
        #expect(refused.status == 400)
        #expect(refused["detail"]?.string?.contains("Content-Encoding \"gzip\"") == true)
    }

    @Test func `a method that nobody knows is refused where another is taken, and nothing is found elsewhere`() throws {
        let server = try TestServer()
        let other = try server.send(Request.Method(named: "QUERY"), "/api/flows/filter", raw: "")
        #expect((other.status, other.headers["Allow"]) == (405, "POST"))
        #expect(try server.send(Request.Method(named: "QUERY"), "/api/nothing", raw: "").status == 404)
    }

    @Test func `everything is cleared at once, where that is allowed and confirmed`() throws {
        let server = try TestServer(AppSettings(allowsDatabaseClear: true))
        let flow = try server.send(.post, "/api/flows/", ["name": "a"])
        let id = try #require(flow["id"])
        try server.send(.post, "/api/flow_runs/", ["flow_id": id, "tags": ["x"]])
        try server.send(.post, "/api/deployments/", ["flow_id": id, "name": "d"])
        #expect(try server.send(.post, "/api/admin/database/clear").status == 400)
        #expect(try server.send(.post, "/api/flow_runs/count").text == "1")
        #expect(try server.send(.post, "/api/admin/database/clear", ["confirm": true]).status == 204)
        for subject in ["flows", "flow_runs", "task_runs", "deployments"] {
            #expect(try server.send(.post, "/api/\(subject)/count").text == "0")
        }
        #expect(try server.send(.post, "/api/flows/", ["name": "a"]).status == 201)
    }

    @Test func `older clients' words for making and dropping the database need leave and a word, too`() throws {
        let server = try TestServer(AppSettings(allowsDatabaseClear: true))
        try server.send(.post, "/api/flows/", ["name": "a"])
        for (end, left) in [("create", "1"), ("drop", "0"), ("create", "0")] {
            #expect(try server.send(.post, "/api/admin/database/\(end)").status == 400)
            #expect(try server.send(.post, "/api/admin/database/\(end)", ["confirm": true]).status == 204)
            #expect(try server.send(.post, "/api/flows/count").text == left)
            #expect(try TestServer().send(.post, "/api/admin/database/\(end)", ["confirm": true]).status == 404)
        }
    }

    @Test func `nothing can be cleared where nobody allowed it`() throws {
        let server = try TestServer()
        try server.send(.post, "/api/flows/", ["name": "a"])
        #expect(try server.send(.post, "/api/admin/database/clear", ["confirm": true]).status == 404)
        #expect(try server.send(.post, "/api/flows/count").text == "1")
    }

    @Test(arguments: [
        ("0.8.4", 200), ("0.9.0", 200), ("1.0.0", 200), ("", 200), ("0.7.9", 400), ("abc", 400), ("0.8", 400),
    ])
    func `a client that speaks too old an API is told so`(version: String, status: Int) throws {
        let server = try TestServer()
        var headers = Headers()
        headers["X-PREFECT-API-VERSION"] = version
        let request = Request(method: .get, path: "/api/hello", headers: headers, now: server.clock.now)
        #expect(server.app.respond(to: request).status.rawValue == status)
    }
}
