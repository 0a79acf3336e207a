public import Core
public import JSON

extension WireTable {
    static let blockSchema = WireTable(
        wire: BlockSchema.wire, name: "block_schema",
        joins: [.blockType: "JOIN block_type AS blockType ON blockType.id = block_schema.block_type_id"],
        compositions: [.blockSchemaFields: { try $0.writeFields(ofBlockSchema: $1, into: &$2) }])
}

extension WirePlan {
    static let blockSchema = WirePlan(.blockSchema)
}

extension SQLTransaction: BlockSchemaReading {
    public func writeBlockSchema(_ id: ID, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.blockSchema, "WHERE block_schema.id = \(id)", at: .earliest, into: &writer)
    }

    public func writeBlockSchema(
        checksum: String, version: String?, into writer: inout JSONWriter
    ) throws -> Bool {
        guard let id = try blockSchema(checksum: checksum, version: version) else { return false }
        return try writeBlockSchema(id, into: &writer)
    }

    public func writeBlockSchemas(_ filter: BlockSchemaFilter?, page: Page, into writer: inout JSONWriter) throws {
        let condition = SQL.all(SQL.conditions(filter))
        try writeRows(
            .blockSchema,
            "WHERE \(condition) ORDER BY block_schema.created DESC, block_schema.rowid DESC \(SQL.page(page))",
            at: .earliest, into: &writer)
    }

    public func blockSchema(_ id: ID) throws -> BlockSchemaFacts? {
        try connection.first(
            """
            SELECT block_type_id, is_protected, capabilities
            FROM block_schema JOIN block_type ON block_type.id = block_type_id WHERE block_schema.id = \(id)
            """
        ) { row in
            BlockSchemaFacts(
                typeID: try row.id(0), isTypeProtected: row.bool(1), capabilities: try row.texts(2))
        }
    }

    public func blockSchema(checksum: String, version: String?) throws -> ID? {
        let condition: SQL = version.map { "AND version = \($0)" } ?? ""
        return try connection.first(
            """
            SELECT id FROM block_schema WHERE checksum = \(checksum) \(condition)
            ORDER BY created DESC, rowid DESC LIMIT 1
            """
        ) { try $0.id(0) }
    }

    public func blockCapabilities() throws -> [String] {
        try connection.rows(
            "SELECT DISTINCT value FROM block_schema, json_each(block_schema.capabilities) ORDER BY value"
        ) { $0.text(0) }
    }

    /// Writes the fields of a schema with those of the blocks that it may hold.
    func writeFields(ofBlockSchema id: ID, into writer: inout JSONWriter) throws {
        var family = BlockSchemaFamily(try blockSchemas(below: id))
        writer.value(.object(family.fields(of: id)))
    }

    /// A schema and all that it refers to, directly or through others, in the order in which they were made.
    private func blockSchemas(below id: ID) throws -> [StoredBlockSchema] {
        let family: SQL = """
            WITH RECURSIVE family (id) AS (
                SELECT \(id) UNION
                SELECT reference_id FROM family JOIN block_schema_reference ON parent_id = family.id)
            """
        var schemas = try connection.rows(
            """
            \(family) SELECT s.id, s.checksum, t.slug, s.fields
            FROM family JOIN block_schema AS s ON s.id = family.id JOIN block_type AS t ON t.id = s.block_type_id
            """
        ) { row in
            StoredBlockSchema(
                id: try row.id(0), checksum: row.text(1), typeSlug: row.text(2), fields: try row.object(3))
        }
        let references = try connection.rows(
            """
            \(family) SELECT parent_id, name, reference_id
            FROM family JOIN block_schema_reference AS r ON r.parent_id = family.id
                JOIN block_schema AS s ON s.id = r.reference_id
            ORDER BY s.rowid, r.rowid
            """
        ) { (parent: try $0.id(0), name: $0.text(1), schema: try $0.id(2)) }
        for place in schemas.indices {
            schemas[place].references = references.filter { $0.parent == schemas[place].id }.map {
                ($0.name, $0.schema)
            }
        }
        return schemas
    }
}

extension SQLTransaction: BlockSchemaWriting {
    public func insertBlockSchema(_ schema: NewBlockSchema, checksum: String, at now: Timestamp) throws {
        try connection.run(
            """
            INSERT INTO block_schema (id, created, updated, block_type_id, checksum, version, fields, capabilities)
            VALUES (\(schema.id), \(now), \(now), \(schema.typeID), \(checksum), \(schema.version), \(schema.fields),
                \(JSONValue(schema.capabilities)))
            """)
    }

    public func insertBlockSchemaReference(from parent: ID, named name: String, to schema: ID) throws {
        try connection.run(
            """
            INSERT INTO block_schema_reference (parent_id, name, reference_id) VALUES (\(parent), \(name), \(schema))
            ON CONFLICT DO NOTHING
            """)
    }

    public func deleteBlockSchema(_ id: ID) throws -> Bool {
        try connection.run("DELETE FROM block_schema WHERE id = \(id)") > 0
    }
}
