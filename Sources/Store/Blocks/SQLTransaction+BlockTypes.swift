public import Core
public import JSON

extension WireTable {
    static let blockType = WireTable(wire: BlockType.wire, name: "block_type")
}

extension WirePlan {
    static let blockType = WirePlan(.blockType)
}

extension SQLTransaction: BlockTypeReading {
    public func writeBlockType(_ id: ID, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.blockType, "WHERE block_type.id = \(id)", at: .earliest, into: &writer)
    }

    public func writeBlockType(slug: String, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.blockType, "WHERE block_type.slug = \(slug)", at: .earliest, into: &writer)
    }

    public func writeBlockTypes(_ query: BlockQuery, page: Page, into writer: inout JSONWriter) throws {
        let condition = SQL.all(SQL.blockTypeConditions(query))
        try writeRows(
            .blockType, "WHERE \(condition) ORDER BY block_type.name, block_type.id \(SQL.page(page))", at: .earliest,
            into: &writer)
    }

    public func blockType(_ id: ID) throws -> BlockTypeFacts? { try blockType(where: "id = \(id)") }

    public func blockType(slug: String) throws -> BlockTypeFacts? { try blockType(where: "slug = \(slug)") }

    private func blockType(where condition: SQL) throws -> BlockTypeFacts? {
        try connection.first(
            """
            SELECT id, name, slug, is_protected, logo_url, documentation_url, description, code_example
            FROM block_type WHERE \(condition)
            """
        ) { row in
            BlockTypeFacts(
                id: try row.id(0), name: row.text(1), slug: row.text(2),
                presentation: BlockTypePresentation(
                    logoURL: row.optionalText(4), documentationURL: row.optionalText(5),
                    description: row.optionalText(6), codeExample: row.optionalText(7)),
                isProtected: row.bool(3))
        }
    }

    public func missingBlockTypes(_ slugs: [String]) throws -> [String] {
        try connection.rows(
            """
            SELECT value FROM json_each(\(JSONValue(slugs)))
            WHERE NOT EXISTS (SELECT 1 FROM block_type WHERE slug = value)
            """
        ) { $0.text(0) }
    }
}

extension SQLTransaction: BlockTypeWriting {
    public func insertBlockType(_ type: BlockTypeFacts, at now: Timestamp) throws {
        let shown = type.presentation
        try connection.run(
            """
            INSERT INTO block_type
                (id, created, updated, name, slug, logo_url, documentation_url, description, code_example, is_protected)
            VALUES (\(type.id), \(now), \(now), \(type.name), \(type.slug), \(shown.logoURL),
                \(shown.documentationURL), \(shown.description), \(shown.codeExample), \(type.isProtected))
            """)
    }

    public func updateBlockType(_ id: ID, _ presentation: BlockTypePresentation, at now: Timestamp) throws {
        try connection.run(
            """
            UPDATE block_type SET updated = \(now), logo_url = \(presentation.logoURL),
                documentation_url = \(presentation.documentationURL), description = \(presentation.description),
                code_example = \(presentation.codeExample)
            WHERE id = \(id)
            """)
    }

    public func protectBlockType(_ id: ID) throws {
        try connection.run("UPDATE block_type SET is_protected = 1 WHERE id = \(id)")
    }

    public func deleteBlockType(_ id: ID) throws {
        try connection.run("DELETE FROM block_type WHERE id = \(id)")
    }
}
