import Core
import JSON

extension App {
    /// `POST /api/block_schemas/`: 201 for a new schema, 200 for one that was there.
    func createBlockSchema(_ call: Call) throws -> Response {
        let now = call.request.now
        var schema = try call.body(BlockSchemaCreateBody.self).schema
        schema.id = effects.newID(at: now)
        return try storage.write { [schema] tx in
            guard try tx.blockType(schema.typeID) != nil else {
                throw Failure.notFound("Block type \(schema.typeID) not found.")
            }
            let (id, isNew) = try BlockSchemaRegistration.register(schema, at: now, in: tx)
            return try .found(isNew ? .created : .ok, "Block schema not found") { writer in
                guard isNew else { return try tx.writeBlockSchema(id, into: &writer) }
                return try tx.writeBlockSchema(id, sentAs: schema.fields, into: &writer)
            }
        }
    }

    /// `GET /api/block_schemas/{id}`
    func readBlockSchema(_ call: Call) throws -> Response {
        let id = try call.id()
        return try storage.read { tx in
            try .found(.ok, "Block schema not found") { try tx.writeBlockSchema(id, into: &$0) }
        }
    }

    /// `GET /api/block_schemas/checksum/{checksum}?version=`
    func readBlockSchemaByChecksum(_ call: Call) throws -> Response {
        let checksum = try call.text("checksum")
        let version = try call.value(of: .blockSchemaVersion)
        return try storage.read { tx in
            try .found(.ok, "Block schema not found") {
                try tx.writeBlockSchema(checksum: checksum, version: version, into: &$0)
            }
        }
    }

    /// `POST /api/block_schemas/filter`
    func filterBlockSchemas(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(BlockSchemaListBody.self)
        let page = try body.page.checked()
        return try storage.read { tx in
            try .list { try tx.writeBlockSchemas(body.filter, page: page, into: &$0) }
        }
    }

    /// `DELETE /api/block_schemas/{id}`
    func deleteBlockSchema(_ call: Call) throws -> Response {
        let id = try call.id()
        try storage.write { tx in
            guard let schema = try tx.blockSchema(id) else { throw Failure.notFound("Block schema not found") }
            guard !schema.isTypeProtected else {
                throw Failure.forbidden("Block schemas for protected block types cannot be deleted.")
            }
            _ = try tx.deleteBlockSchema(id)
        }
        return .noContent
    }

    /// `GET /api/block_capabilities/`
    func listBlockCapabilities(_ call: Call) throws -> Response {
        let capabilities = try storage.read { try $0.blockCapabilities() }
        return .json { $0.value(.array(capabilities.map(JSONValue.string))) }
    }
}

extension BlockSchemaReading {
    /// Writes a schema that was just made: with its fields as the client sent them, not as they will be read.
    fileprivate func writeBlockSchema(
        _ id: ID, sentAs fields: JSONObject, into writer: inout JSONWriter
    ) throws -> Bool {
        var stored = JSONWriter()
        guard try writeBlockSchema(id, into: &stored),
            var schema = try JSONValue(parsing: stored.bytes, limits: JSONLimits(size: .max, depth: 256)).object
        else { return false }
        var fields = fields
        if fields["block_schema_references"] == nil { fields["block_schema_references"] = [:] }
        schema["fields"] = .object(fields)
        writer.value(.object(schema))
        return true
    }
}

extension Parameter where Value == String {
    /// The version of the schema that is wanted, where several have one checksum.
    static var blockSchemaVersion: Parameter { Parameter("version", .string) }
}
