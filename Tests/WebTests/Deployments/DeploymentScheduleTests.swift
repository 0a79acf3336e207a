import JSON
import TestSupport
import Testing
import Web

@Suite struct DeploymentScheduleTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    /// The schedules as slugs and seconds, sorted by slug.
    private func schedules(_ path: String) throws -> [String] {
        let list = try #require(try server.send(.get, path + "/schedules").json.array)
        return list.map {
            "\($0["slug"]?.string ?? "-") \($0["schedule"]?["interval"]?.double ?? 0) \($0["active"] == true)"
        }
        .sorted()
    }

    private func every(_ seconds: JSONValue, _ slug: JSONValue = nil) -> JSONValue {
        ["schedule": ["interval": seconds], "slug": slug]
    }

    @Test func `schedules come, change and go`() throws {
        let path = try server.deployed()
        let made = try server.send(.post, path + "/schedules", [every(60, "a"), every(90)])
        #expect(made.status == 201)
        #expect(made.json.array?.map { $0["slug"] } == ["a", .null])
        let id = try #require(made.json.array?[0]["id"]?.string)
        #expect(try server.send(.patch, path + "/schedules/\(id)", ["active": false]).status == 204)
        #expect(try schedules(path) == ["- 90.0 true", "a 60.0 false"])
        #expect(try server.send(.delete, path + "/schedules/\(id)").status == 204)
        #expect(try schedules(path) == ["- 90.0 true"])
        let gone = try server.send(.delete, path + "/schedules/\(id)")
        #expect(gone.status == 404)
        #expect(gone["detail"] == "Schedule not found.")
    }

    @Test func `switching a schedule off keeps its parameters`() throws {
        let path = try server.deployed(
            "daily",
            [
                "schedules": [["schedule": ["interval": 60], "slug": "a", "parameters": ["x": 1]]]
            ])
        let id = try #require(try server.send(.get, path)["schedules"]?.array?[0]["id"]?.string)
        try server.send(.patch, path + "/schedules/\(id)", ["active": false])
        #expect(try server.send(.get, path)["schedules"]?.array?[0]["parameters"] == ["x": 1])
    }

    @Test func `a slug is used once in a deployment`() throws {
        let path = try server.deployed("daily", ["schedules": [every(60, "a")]])
        #expect(try server.send(.post, path + "/schedules", [every(90, "a")]).status == 409)
        #expect(try schedules(path) == ["a 60.0 true"])
    }

    @Test func `schedules without slugs are replaced as a whole`() throws {
        let path = try server.deployed("daily", ["schedules": [every(60), every(90, "a")]])
        #expect(try server.send(.patch, path, ["schedules": [every(30)]]).status == 204)
        #expect(try schedules(path) == ["- 30.0 true"])
        #expect(try server.send(.patch, path, ["description": "schedules are not mentioned"]).status == 204)
        #expect(try schedules(path) == ["- 30.0 true"])
        #expect(try server.send(.patch, path, ["schedules": []]).status == 204)
        #expect(try schedules(path) == [])
    }

    @Test func `schedules with slugs are changed one by one, and may trade their slugs`() throws {
        let path = try server.deployed("daily", ["schedules": [every(60, "a"), every(90, "b")]])
        try server.send(.patch, path, ["schedules": [["slug": "a", "active": false], every(30, "c")]])
        #expect(try schedules(path) == ["a 60.0 false", "b 90.0 true", "c 30.0 true"])
        try server.send(
            .patch, path, ["schedules": [["slug": "a", "replaces": "b"], ["slug": "b", "replaces": "a"]]])
        #expect(try schedules(path) == ["a 90.0 true", "b 60.0 false", "c 30.0 true"])
    }

    @Test(
        arguments: [
            (
                [["active": true]],
                "Please provide a slug for each schedule in your request to ensure schedules are updated correctly."
            ),
            ([["slug": "new"]], "Unable to create new deployment schedules without a schedule configuration."),
            (
                [["slug": "b", "replaces": "a"]],
                "Cannot rename schedule from 'a' to 'b': a schedule with slug 'b' already exists."
            ),
            (
                [["slug": "x", "replaces": "a"], ["slug": "y", "replaces": "a"]],
                "Multiple schedules have 'replaces' targeting the same slug: a"
            ),
        ] as [(JSONValue, String)])
    func `a list that does not fit the slugs is refused and changes nothing`(list: JSONValue, detail: String) throws {
        let path = try server.deployed("daily", ["schedules": [every(60, "a"), every(90, "b")]])
        let answer = try server.send(.patch, path, ["schedules": list, "description": "x"])
        #expect(answer.status == 422)
        #expect(answer["detail"] == .string(detail))
        #expect(try schedules(path) == ["a 60.0 true", "b 90.0 true"])
        #expect(try server.send(.get, path)["description"] == .null)
    }
}
