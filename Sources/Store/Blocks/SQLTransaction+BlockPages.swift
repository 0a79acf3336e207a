public import Core
import JSON

extension SQLTransaction: BlockPageReading {
    private static let summary: SQL = """
        SELECT d.id, d.name, t.name, t.slug, s.capabilities, d.created, d.updated
        FROM block_document AS d JOIN block_type AS t ON t.id = d.block_type_id
            JOIN block_schema AS s ON s.id = d.block_schema_id
        """

    public func blocks(_ search: BlockSearch, offset: Int, limit: Int) throws -> Slice<BlockDocumentSummary> {
        let found = try connection.rows(
            "\(Self.summary) WHERE \(search.condition) ORDER BY d.name, d.id LIMIT \(limit + 1) OFFSET \(offset)",
            BlockDocumentSummary.init(row:))
        return Slice(found, limit: limit)
    }

    public func countBlocks(_ search: BlockSearch) throws -> Int {
        try connection.count("SELECT count(*) FROM block_document AS d WHERE \(search.condition)")
    }

    public func blockTypesInUse() throws -> [(slug: String, name: String)] {
        try connection.rows(
            """
            SELECT slug, name FROM block_type WHERE id IN (SELECT block_type_id FROM block_document WHERE is_anonymous = 0)
            ORDER BY name, id
            """
        ) { ($0.text(0), $0.text(1)) }
    }

    public func blockDetail(_ id: ID, limit: Int) throws -> BlockDocumentDetail? {
        guard let summary = try blockSummary(id) else { return nil }
        let holds = try blockReferences(of: id).compactMap { reference in
            try blockSummary(reference.document).map { (member: reference.name, document: $0) }
        }
        let heldBy = try connection.rows(
            """
            \(Self.summary) WHERE d.id IN (SELECT parent_id FROM block_document_reference WHERE reference_id = \(id))
            ORDER BY d.name, d.id LIMIT \(limit)
            """, BlockDocumentSummary.init(row:))
        return BlockDocumentDetail(
            summary: summary, maskedData: try nestedData(ofBlockDocument: id, secrets: false), holds: holds,
            heldBy: heldBy)
    }

    private func blockSummary(_ id: ID) throws -> BlockDocumentSummary? {
        try connection.first("\(Self.summary) WHERE d.id = \(id)", BlockDocumentSummary.init(row:))
    }
}

extension BlockSearch {
    /// Those with names are in an index in the order of the list.
    fileprivate var condition: SQL {
        var conditions: [SQL] = ["d.is_anonymous = 0"]
        if let name { conditions.append(SQL.holds("d.name", name)) }
        if let type { conditions.append("d.block_type_id = (SELECT id FROM block_type WHERE slug = \(type))") }
        return .all(conditions)
    }
}

extension BlockDocumentSummary {
    fileprivate init(row: borrowing Row) throws {
        self.init(
            id: try row.id(0), name: row.text(1), typeName: row.text(2), typeSlug: row.text(3),
            capabilities: try row.texts(4), created: row.time(5), updated: row.time(6))
    }
}
