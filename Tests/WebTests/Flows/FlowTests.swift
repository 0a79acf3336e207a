import JSON
import TestSupport
import Testing
import Web

@Suite struct FlowTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    @Test func `a flow is made once and found by id and by name`() throws {
        let made = try server.send(.post, "/api/flows/", ["name": "etl", "tags": ["a"]])
        #expect(made.status == 201)
        #expect(made["tags"] == ["a"])
        #expect(made["created"] == "2026-11-21T12:00:00Z")
        let again = try server.send(.post, "/api/flows/", ["name": "etl"])
        #expect(again.status == 200)
        #expect(again.json == made.json)
        let id = try #require(made["id"]?.string)
        #expect(try server.send(.get, "/api/flows/\(id)").json == made.json)
        #expect(try server.send(.get, "/api/flows/name/etl").json == made.json)
    }

    @Test func `every wrong member is named with its place`() throws {
        let answer = try server.send(.post, "/api/flows/", ["name": "a/b", "tags": ["x", 1], "color": "red"])
        #expect(answer.status == 422)
        #expect(answer["exception_message"] == "Invalid request received.")
        let problems = answer["exception_detail"]?.array ?? []
        #expect(problems.map { $0["loc"] } == [["body", "name"], ["body", "tags", 1], ["body", "color"]])
        #expect(problems.map { $0["type"] } == ["string_pattern_mismatch", "string_type", "extra_forbidden"])
    }

    @Test(arguments: [
        ("GET", "/api/flows/0197c0de-0000-7000-8000-000000000000", 404, "Flow not found"),
        ("GET", "/api/flows/name/none", 404, "Flow not found"),
        ("GET", "/api/flows/x", 404, "Not Found"),
        ("DELETE", "/api/flows/0197c0de-0000-7000-8000-000000000000", 404, "Flow not found"),
        ("PUT", "/api/flows/filter", 405, "Method Not Allowed"),
    ])
    func `what is not there is said in Prefect's words`(
        method: String, path: String, status: Int, detail: String
    ) throws {
        let answer = try server.send(try #require(.init(rawValue: method)), path)
        #expect(answer.status == status)
        #expect(answer["detail"] == .string(detail))
    }

    @Test func `filters by name, by a part of it and by tags, sorted by name`() throws {
        for (name, tags) in [("b", ["x"]), ("a_1", ["x", "y"]), ("a-1", [])] {
            try server.send(.post, "/api/flows/", ["name": .string(name), "tags": .array(tags.map { .string($0) })])
        }
        func names(_ filter: JSONValue) throws -> [String] {
            let list = try server.send(.post, "/api/flows/filter", ["flows": filter])
            return list.json.array?.compactMap { $0["name"]?.string } ?? []
        }
        #expect(try names(nil) == ["a-1", "a_1", "b"])
        #expect(try names(["name": ["any_": ["b"]]]) == ["b"])
        #expect(try names(["name": ["like_": "A_"]]) == ["a-1", "a_1"])
        #expect(try names(["name": ["like_": "_1"]]) == ["a-1", "a_1"])
        #expect(try names(["tags": ["all_": ["x", "y"]]]) == ["a_1"])
        #expect(try names(["tags": ["is_null_": true]]) == ["a-1"])
        // No tag that must be there says nothing beside something else.
        #expect(try names(["tags": ["all_": []]]) == ["a-1", "a_1", "b"])
        #expect(try names(["tags": ["operator": "or_", "all_": [], "is_null_": true]]) == ["a-1"])
        #expect(try names(["operator": "or_", "tags": ["all_": []], "name": ["any_": ["b"]]]) == ["a-1", "a_1", "b"])
        #expect(try names(["operator": "or_", "tags": ["is_null_": true], "name": ["any_": ["b"]]]) == ["a-1", "b"])
    }
}
