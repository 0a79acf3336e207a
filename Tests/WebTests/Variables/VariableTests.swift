import JSON
import TestSupport
import Testing
import Web

@Suite struct VariableTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    @Test func `a variable is found by its id and by its name`() throws {
        let id = try server.made("/api/variables/", ["name": "a-b_c", "value": ["x": [1, nil]], "tags": ["t"]])
        for path in ["/api/variables/\(id)", "/api/variables/name/a-b_c"] {
            let answer = try server.send(.get, path)
            #expect(answer.status == 200)
            #expect(answer["value"] == ["x": [1, nil]])
            #expect(answer["tags"] == ["t"])
        }
    }

    @Test func `a name is given once`() throws {
        try server.made("/api/variables/", ["name": "one", "value": 1])
        let other = try server.made("/api/variables/", ["name": "two", "value": 2])
        #expect(try server.send(.post, "/api/variables/", ["name": "one", "value": 3]).status == 409)
        #expect(try server.send(.patch, "/api/variables/\(other)", ["name": "one"]).status == 409)
        #expect(try server.send(.get, "/api/variables/name/one")["value"] == 1)
        #expect(try server.send(.patch, "/api/variables/\(other)", ["name": "two", "value": 4]).status == 204)
    }

    @Test func `what a change does not say stays, and null is a value`() throws {
        let id = try server.made("/api/variables/", ["name": "one", "value": "text", "tags": ["a"]])
        #expect(try server.send(.patch, "/api/variables/\(id)", ["tags": ["b"]]).status == 204)
        #expect(try server.send(.get, "/api/variables/\(id)")["value"] == "text")
        #expect(try server.send(.patch, "/api/variables/name/one", ["value": nil]).status == 204)
        let answer = try server.send(.get, "/api/variables/\(id)")
        #expect(answer["value"] == .null)
        #expect(answer["tags"] == ["b"])
    }

    @Test func `a variable that takes away its own name or tags is refused whole`() throws {
        let id = try server.made("/api/variables/", ["name": "one", "value": 1])
        for change: JSONValue in [["name": nil, "value": 2], ["tags": nil, "value": 2]] {
            #expect(try server.send(.patch, "/api/variables/\(id)", change).status == 409)
        }
        #expect(try server.send(.get, "/api/variables/\(id)")["value"] == 1)
    }

    @Test(arguments: [("x", 4998, 201), ("x", 4999, 422), ("ü", 2499, 201), ("ü", 2500, 422)])
    func `a value has at most 5000 bytes`(_ letter: String, _ count: Int, _ status: Int) throws {
        let value = JSONValue.string(String(repeating: letter, count: count))
        #expect(try server.send(.post, "/api/variables/", ["name": "one", "value": value]).status == status)
    }

    @Test func `a variable that is deleted is gone by both ways`() throws {
        let id = try server.made("/api/variables/", ["name": "one", "value": 1])
        #expect(try server.send(.delete, "/api/variables/name/one").status == 204)
        #expect(try server.send(.delete, "/api/variables/\(id)").status == 404)
        #expect(try server.send(.get, "/api/variables/name/one").status == 404)
    }
}
