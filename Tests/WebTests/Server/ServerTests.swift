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

    @Test func `the settings name the services and whether they run`() throws {
        let server = try TestServer(AppSettings(services: ["scheduler": true, "late-runs": false]))
        let services = try server.send(.get, "/api/admin/settings")["server"]?["services"]
        #expect(services == ["late-runs": ["enabled": false], "scheduler": ["enabled": true]])
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
