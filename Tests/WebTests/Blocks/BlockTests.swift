import Core
import JSON
import TestSupport
import Testing
import Web

@Suite struct BlockTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    private static let nobody = "0197c0de-0000-7000-8000-000000000000"

    @Test(arguments: [
        ("GET", "block_types/\(nobody)", 404, "Block type not found"),
        ("GET", "block_types/slug/none", 404, "Block type not found"),
        ("GET", "block_types/slug/none/block_documents", 404, "Block type not found"),
        ("GET", "block_types/slug/none/block_documents/name/x", 404, "Block document not found"),
        ("DELETE", "block_types/\(nobody)", 404, "Block type not found"),
        ("GET", "block_schemas/\(nobody)", 404, "Block schema not found"),
        ("GET", "block_schemas/checksum/sha256:x", 404, "Block schema not found"),
        ("DELETE", "block_schemas/\(nobody)", 404, "Block schema not found"),
        ("GET", "block_documents/\(nobody)", 404, "Block document not found"),
        ("DELETE", "block_documents/\(nobody)", 404, "Block document not found"),
        ("PUT", "block_documents/filter", 405, "Method Not Allowed"),
    ])
    func `what is not there is said in Prefect's words`(
        method: String, path: String, status: Int, detail: String
    ) throws {
        let answer = try server.send(try #require(.init(rawValue: method)), "/api/" + path)
        #expect(answer.status == status)
        #expect(answer["detail"] == .string(detail))
    }

    @Test func `a secret is shown to those who ask for it alone`() throws {
        let ids = try server.makeBlockType("vault", secrets: ["password"])
        let id = try server.makeBlock("one", ids, ["user": "u", "password": "very secret"])
        let path = "/api/block_documents/\(id)"
        #expect(try server.send(.get, path)["data"] == ["user": "u", "password": "********"])
        #expect(try !server.send(.get, path).text.contains("very secret"))
        #expect(try server.send(.get, path + "?include_secrets=true")["data"]?["password"] == "very secret")
        let list = try server.send(.get, "/api/block_types/slug/vault/block_documents")
        #expect(list.json.array?.count == 1)
        #expect(!list.text.contains("very secret"))
    }

    @Test func `a name is taken once for a type`() throws {
        let ids = try server.makeBlockType("one")
        try server.makeBlock("name", ids)
        var body = ids
        body["name"] = "name"
        let again = try server.send(.post, "/api/block_documents/", .object(body))
        #expect(again.status == 409)
        #expect(again["detail"] == "Block already exists")
        try server.makeBlock("name", server.makeBlockType("two"))
    }

    @Test func `a change keeps what it does not say, nested blocks among it`() throws {
        let ids = try server.makeBlockType("block")
        let inner = try server.makeBlock("inner", ids, ["x": 1])
        let outer = try server.makeBlock("outer", ids, ["in": server.reference(to: inner), "a": 1, "b": 2])
        let path = "/api/block_documents/\(outer)"
        try server.send(.patch, path, ["data": ["b": 3]])
        #expect(try server.send(.get, path)["data"] == ["a": 1, "b": 3, "in": ["x": 1]])
        try server.send(.patch, path, ["data": ["in": nil]])
        #expect(try server.send(.get, path)["data"] == ["a": 1, "b": 3, "in": nil])
        try server.send(.patch, path, ["data": ["in": server.reference(to: inner)], "merge_existing_data": false])
        let shown = try server.send(.get, path)
        #expect(shown["data"] == ["in": ["x": 1]])
        #expect(shown["block_document_references"]?["in"]?["block_document"]?["name"] == "inner")
    }

    @Test func `a document can be given another schema and nothing else`() throws {
        let ids = try server.makeBlockType("block")
        let id = try server.makeBlock("document", ids, ["x": "shown"])
        let schema = try server.send(
            .post, "/api/block_schemas/",
            ["block_type_id": try #require(ids["block_type_id"]), "fields": ["secret_fields": ["x"], "title": "new"]])
        let change = try server.send(
            .patch, "/api/block_documents/\(id)", ["block_schema_id": try #require(schema["id"])])
        #expect(change.status == 204)
        #expect(try server.send(.get, "/api/block_documents/\(id)")["data"] == ["x": "********"])
    }

    @Test func `a mask for which there is no secret is kept as it was sent`() throws {
        let ids = try server.makeBlockType("block", secrets: ["map.*"])
        let id = try server.makeBlock("document", ids, ["map": ["a": "b"]])
        let change: JSONValue = ["data": ["map": ["a": "********", "new": "********"]]]
        #expect(try server.send(.patch, "/api/block_documents/\(id)", change).status == 204)
        let shown = try server.send(.get, "/api/block_documents/\(id)?include_secrets=true")
        #expect(shown["data"] == ["map": ["a": "b", "new": "********"]])
    }

    @Test func `documents nest fifty deep, counted from whichever is on top`() throws {
        let ids = try server.makeBlockType("block")
        var bottom = try server.makeBlock("b0", ids)
        for number in 1...40 {
            bottom = try server.makeBlock("b\(number)", ids, ["in": server.reference(to: bottom)])
        }
        var top = try server.makeBlock("t0", ids)
        let middle = top
        for number in 1...10 { top = try server.makeBlock("t\(number)", ids, ["in": server.reference(to: top)]) }
        let join = try server.send(
            .patch, "/api/block_documents/\(middle)", ["data": ["in": server.reference(to: bottom)]])
        #expect(join.status == 400)
        #expect(try server.send(.get, "/api/block_documents/\(top)").status == 200)
    }

    @Test func `a deployment outlives the block that it names`() throws {
        let block = try server.makeBlock("block", server.makeBlockType("process"))
        let flow = try server.send(.post, "/api/flows/", ["name": "f"])
        let deployment = try server.send(
            .post, "/api/deployments/",
            [
                "name": "d", "flow_id": try #require(flow["id"]), "infrastructure_document_id": .string(block),
                "storage_document_id": .string(block),
            ])
        #expect(deployment["infrastructure_document_id"] == .string(block))
        let id = try #require(deployment["id"]?.string)
        let run = try server.send(.post, "/api/deployments/\(id)/create_flow_run", [:])
        #expect(run["infrastructure_document_id"] == .string(block))
        #expect(try server.send(.delete, "/api/block_documents/\(block)").status == 204)
        let after = try server.send(.get, "/api/deployments/\(id)")
        #expect(after["infrastructure_document_id"] == JSONValue.null)
        #expect(after["storage_document_id"] == JSONValue.null)
        let runAfter = try server.send(.get, "/api/flow_runs/\(try #require(run["id"]?.string))")
        #expect(runAfter["infrastructure_document_id"] == JSONValue.null)
    }
}
