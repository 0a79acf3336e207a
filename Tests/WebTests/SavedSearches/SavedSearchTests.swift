import JSON
import TestSupport
import Testing
import Web

@Suite struct SavedSearchTests {
    @Test func `putting a search again gives it other filters and keeps its id`() throws {
        let server = try TestServer()
        let filter: JSONValue = ["object": "flow", "property": "name", "type": "string", "operation": "is", "value": 1]
        let first = try server.send(.put, "/api/saved_searches/", ["name": "s", "filters": [filter]])
        #expect(first.status == 201)
        let second = try server.send(.put, "/api/saved_searches/", ["name": "s"])
        #expect(second.status == 200)
        #expect(second["id"] == first["id"])
        #expect(second["filters"] == [])
        #expect(try server.send(.post, "/api/saved_searches/filter", [:]).json.array?.count == 1)
        let path = "/api/saved_searches/\(first["id"]?.string ?? "")"
        #expect(try server.send(.delete, path).status == 204)
        #expect(try server.send(.delete, path).status == 404)
    }
}
