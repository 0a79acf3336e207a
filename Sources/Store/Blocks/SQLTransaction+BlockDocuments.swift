public import Core
public import JSON

extension WireTable {
    /// Documents with their secrets masked, or open.
    static func blockDocument(secrets: Bool) -> WireTable {
        WireTable(
            wire: BlockDocument.wire, name: "block_document",
            joins: [
                .blockType: "JOIN block_type AS blockType ON blockType.id = block_document.block_type_id",
                .blockSchema: """
                JOIN block_schema AS blockSchema ON blockSchema.id = block_document.block_schema_id
                JOIN block_type AS schemaBlockType ON schemaBlockType.id = blockSchema.block_type_id
                """,
            ],
            compositions: [
                .blockSchemaFields: { try $0.writeFields(ofBlockSchema: $1, into: &$2) },
                .blockDocumentData: { $2.value(.object(try $0.nestedData(ofBlockDocument: $1, secrets: secrets))) },
                .blockDocumentReferences: { try $0.writeReferences(ofBlockDocument: $1, into: &$2) },
            ])
    }
}

extension WirePlan {
    static let blockDocument = WirePlan(.blockDocument(secrets: false))
    static let blockDocumentWithSecrets = WirePlan(.blockDocument(secrets: true))
}

extension SQLTransaction: BlockDocumentReading {
    public func writeBlockDocument(_ id: ID, secrets: Bool, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(plan(secrets), "WHERE block_document.id = \(id)", at: .earliest, into: &writer)
    }

    public func writeBlockDocument(
        named name: String, typeSlug: String, secrets: Bool, into writer: inout JSONWriter
    ) throws -> Bool {
        try writeRow(
            plan(secrets), "WHERE blockType.slug = \(typeSlug) AND block_document.name = \(name)", at: .earliest,
            into: &writer)
    }

    public func writeBlockDocuments(
        _ query: BlockQuery, sort: BlockDocumentSort, page: Page?, secrets: Bool, into writer: inout JSONWriter
    ) throws {
        let order: SQL =
            switch sort {
            case .nameAscending: "block_document.name, block_document.id"
            case .nameDescending: "block_document.name DESC, block_document.id DESC"
            case .typeAndNameAscending: "blockType.name, block_document.name, block_document.id"
            }
        let part: SQL = page.map { SQL.page($0) } ?? ""
        let condition = SQL.all(SQL.blockDocumentConditions(query))
        try writeRows(
            plan(secrets), "WHERE \(condition) ORDER BY \(order) \(part)", at: .earliest, into: &writer)
    }

    public func countBlockDocuments(_ query: BlockQuery) throws -> Int {
        try connection.count(
            "SELECT count(*) FROM block_document WHERE \(SQL.all(SQL.blockDocumentConditions(query)))")
    }

    public func blockDocument(_ id: ID) throws -> BlockDocumentFacts? {
        try connection.first(
            """
            SELECT d.name, d.block_type_id, t.name, d.block_schema_id, s.capabilities, s.fields, d.is_anonymous, d.data,
                d.key_id
            FROM block_document AS d JOIN block_type AS t ON t.id = d.block_type_id
                JOIN block_schema AS s ON s.id = d.block_schema_id
            WHERE d.id = \(id)
            """
        ) { row in
            BlockDocumentFacts(
                id: id, name: row.text(0), typeID: try row.id(1), typeName: row.text(2), schemaID: try row.id(3),
                capabilities: try row.texts(4), secrets: BlockSecrets(fields: try row.object(5)),
                isAnonymous: row.bool(6), data: try openedData(of: id, row, 7))
        }
    }

    public func blockDocumentExists(named name: String, ofType type: ID) throws -> Bool {
        try connection.exists("SELECT 1 FROM block_document WHERE block_type_id = \(type) AND name = \(name)")
    }

    private func plan(_ secrets: Bool) -> WirePlan { secrets ? .blockDocumentWithSecrets : .blockDocument }
}

extension SQLTransaction: BlockDocumentWriting {
    public func insertBlockDocument(_ document: NewBlockDocument, at now: Timestamp) throws {
        let sealed = try sealed(document.data, of: document.id)
        try connection.run(
            """
            INSERT INTO block_document
                (id, created, updated, name, block_type_id, block_schema_id, is_anonymous, data, key_id)
            VALUES (\(document.id), \(now), \(now), \(document.name), \(document.typeID), \(document.schemaID),
                \(document.isAnonymous), \(sealed.bytes), \(sealed.keyID))
            """)
    }

    public func updateBlockDocument(_ id: ID, data: JSONObject, at now: Timestamp) throws {
        let sealed = try sealed(data, of: id)
        try connection.run(
            """
            UPDATE block_document SET data = \(sealed.bytes), key_id = \(sealed.keyID), updated = \(now)
            WHERE id = \(id)
            """)
    }

    public func updateBlockDocument(_ id: ID, schema: ID, at now: Timestamp) throws {
        try connection.run(
            "UPDATE block_document SET block_schema_id = \(schema), updated = \(now) WHERE id = \(id)")
    }

    public func deleteBlockDocument(_ id: ID) throws -> Bool {
        try connection.run("DELETE FROM block_document WHERE id = \(id)") > 0
    }
}
