import Core
import JSON
import TestSupport
import Testing
import Web

/// Which client may send what, and sees what.
@Suite struct Prefect2DialectTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    private static let hourly: JSONValue = ["interval": 3600.0, "anchor_date": "2030-01-01T00:00:00Z"]

    private static let clients: [(name: String, headers: [(String, String)], isOld: Bool, sendsCatchup: Bool)] = [
        ("2.7.12", [("User-Agent", "python-httpx/0.27.2"), ("X-PREFECT-API-VERSION", "0.8.4")], true, true),
        ("2.20.25", [("User-Agent", "prefect/2.20.25 (API 0.8.4)"), ("X-PREFECT-API-VERSION", "0.8.4")], true, true),
        ("3.0.11", [("User-Agent", "prefect/3.0.11 (API 0.8.4)")], false, true),
        ("3.4.25", [("User-Agent", "prefect/3.4.25 (API 0.8.4)")], false, false),
        ("3.8.8", [("User-Agent", "prefect/3.8.8 (API 0.8.4)")], false, false),
        ("4.0.0", [("User-Agent", "prefect/4.0.0 (API 0.9.0)")], false, false),
        ("nobody", [], false, false), ("odd", [("User-Agent", "prefect/x")], false, false),
        ("event client", [("User-Agent", "python-httpx/0.28.1")], false, false),
        ("browser", [("User-Agent", "Mozilla/5.0"), ("X-PREFECT-UI", "true")], false, false),
    ]

    @Test func `members of Prefect 2 are taken from its clients only`() throws {
        for (number, client) in Self.clients.enumerated() {
            let asking = TestClient(server: server, headers: client.headers)
            for (member, value) in [
                ("schedule", Self.hourly), ("is_schedule_active", true), ("infra_overrides", ["a": 1]),
                ("manifest_path", "m.json"),
            ] as [(String, JSONValue)] {
                let body: JSONObject = ["name": .string("d\(number)"), "flow_id": try server.flow(), "tags": []]
                let made = try asking.send(.post, "/api/deployments/", .object(body.merging([.one(member, value)])))
                #expect((made.status < 300) == client.isOld, "\(client.name) \(member)")
                #expect((made["infra_overrides"] != nil) == client.isOld, "\(client.name) \(member)")
                if !client.isOld {
                    #expect(made["exception_detail"]?.array?.map { $0["type"] } == ["extra_forbidden"])
                }
            }
        }
    }

    @Test func `the id of a deployment's queue is not shown to clients that fail where it is null`() throws {
        let path = try server.deployed()
        for client in Self.clients {
            let shown = try TestClient(server: server, headers: client.headers).send(.get, path)
            #expect(
                shown.status == 200 && (shown["work_queue_id"] != nil) == (client.name != "3.0.11"), "\(client.name)")
        }
    }

    @Test func `max_active_runs and catchup are taken from clients before 3.4, and shown to Prefect 2's`() throws {
        let path = try server.deployed()
        for client in Self.clients {
            let asking = TestClient(server: server, headers: client.headers)
            let schedule: JSONValue = ["schedule": Self.hourly, "max_active_runs": nil, "catchup": false]
            let made = try asking.send(.post, path + "/schedules", [schedule])
            #expect((made.status == 201) == client.sendsCatchup, "\(client.name)")
            #expect(try (asking.send(.patch, path, ["schedules": [schedule]]).status == 204) == client.sendsCatchup)
            let read = try asking.send(.get, path)["schedules"]?.array?[0]
            #expect((read?["catchup"] == false) == client.isOld, "\(client.name)")
            #expect((read?["max_active_runs"] == .null) == client.isOld, "\(client.name)")
        }
    }

    @Test func `2_20 sends both forms, and the list counts unless it is empty`() throws {
        let client = TestClient.prefect("2.20.25", server)
        func deploy(_ members: JSONObject) throws -> [JSONValue] {
            let body: JSONObject = ["name": "both", "flow_id": try server.flow()]
            let answer = try client.send(.post, "/api/deployments/", .object(body.merging(members)))
            return answer["schedules"]?.array?.compactMap { $0["schedule"]?["cron"] } ?? [.string(answer.text)]
        }
        let (one, two): (JSONValue, JSONValue) = (["cron": "1 * * * *"], ["cron": "2 * * * *"])
        #expect(try deploy(["schedule": one, "schedules": [["schedule": two]]]) == ["2 * * * *"])
        #expect(try deploy(["schedule": one, "schedules": [["schedule": two], ["schedule": one]]]).count == 2)
        #expect(try deploy(["schedule": one, "schedules": []]) == ["1 * * * *"])
        #expect(try deploy([:]) == ["1 * * * *"])
        #expect(try deploy(["schedule": nil, "schedules": []]) == [])
    }

    @Test func `job variables win over the old name unless they are empty`() throws {
        let client = TestClient.prefect("2.20.25", server)
        let path = try server.deployed()
        for (members, expected) in [
            (["infra_overrides": ["a": 1]], ["a": 1]),
            (["job_variables": ["b": 1], "infra_overrides": ["a": 1]], ["b": 1]),
            (["job_variables": [:], "infra_overrides": ["a": 2]], ["a": 2]), (["infra_overrides": nil], ["a": 2]),
            (["job_variables": [:], "infra_overrides": [:]], [:]),
        ] as [(JSONValue, JSONValue)] {
            #expect(try client.send(.patch, path, members).status == 204)
            let read = try client.send(.get, path)
            #expect(read["job_variables"] == expected)
            #expect(read["infra_overrides"] == expected)
        }
    }

    @Test(
        arguments: [
            ("schedule", ["cron": "never"]), ("is_schedule_active", nil), ("infra_overrides", []), ("manifest_path", 7),
        ] as [(String, JSONValue)])
    func `wrong members are named`(member: String, value: JSONValue) throws {
        let client = TestClient.orion(server)
        let path = try server.deployed()
        let refused = try client.send(.patch, path, .object([.one(member, value)]))
        #expect(refused.status == 422)
        #expect(refused["exception_detail"]?.array?.first?["loc"]?.array?[1] == .string(member))
    }

    @Test func `experimental work pools are as on the server that had them`() throws {
        let client = TestClient.orion(server)
        for (method, path) in [
            (.post, "/"), (.post, "/filter"), (.get, "/a"), (.patch, "/a"), (.delete, "/a"),
            (.post, "/a/get_scheduled_flow_runs"), (.post, "/a/queues"), (.post, "/a/queues/filter"),
            (.get, "/a/queues/b"), (.patch, "/a/queues/b"), (.delete, "/a/queues/b"), (.post, "/a/workers/filter"),
            (.post, "/a/workers/heartbeat"),
        ] as [(Request.Method, String)] {
            let answer = try client.send(method, "/api/experimental/work_pools" + path, [:])
            #expect(answer.status == 404)
            #expect(answer["detail"] == "Work pools are not enabled")
        }
    }
}

extension JSONObject {
    fileprivate func merging(_ members: [Member]) -> JSONObject { merging(JSONObject(members)) }
}

extension JSONValue {
    fileprivate static func object(_ members: [JSONObject.Member]) -> JSONValue { .object(JSONObject(members)) }
}

extension JSONObject.Member {
    fileprivate static func one(_ key: String, _ value: JSONValue) -> JSONObject.Member {
        JSONObject.Member(key: key, value: value)
    }
}
