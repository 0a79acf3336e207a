import JSON
import TestSupport
import Testing
import Web

extension TestServer {
    /// Makes a block type and a schema of it; answers their ids as documents name them.
    func makeBlockType(_ name: String, secrets: [JSONValue] = [], capabilities: [JSONValue] = []) throws -> JSONObject {
        let type = try send(.post, "/api/block_types/", ["name": .string(name), "slug": .string(name)])
        let id = try #require(type["id"])
        let schema = try send(
            .post, "/api/block_schemas/",
            [
                "block_type_id": id, "capabilities": .array(capabilities),
                "fields": ["title": .string(name), "secret_fields": .array(secrets)],
            ])
        return ["block_type_id": id, "block_schema_id": try #require(schema["id"])]
    }

    /// Makes a document and answers its id.
    @discardableResult
    func makeBlock(_ name: String, _ ids: JSONObject, _ data: JSONValue = [:]) throws -> String {
        var body = ids
        body["name"] = .string(name)
        body["data"] = data
        let made = try send(.post, "/api/block_documents/", .object(body))
        try #require(made.status == 201, "\(made.text)")
        return try #require(made["id"]?.string)
    }

    func reference(to id: String) -> JSONValue { ["$ref": ["block_document_id": .string(id)]] }
}
