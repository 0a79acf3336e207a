public import Core
import JSON

/// Block documents that refer to others.
extension SQLTransaction {
    public func blockReferences(of id: ID) throws -> [BlockData.Reference] {
        try connection.rows(
            "SELECT name, reference_id FROM block_document_reference WHERE parent_id = \(id) ORDER BY rowid"
        ) { BlockData.Reference(name: $0.text(0), document: try $0.id(1)) }
    }

    public func setBlockReferences(_ references: [BlockData.Reference], of id: ID) throws {
        try connection.run("DELETE FROM block_document_reference WHERE parent_id = \(id)")
        for reference in references {
            try connection.run(
                """
                INSERT INTO block_document_reference (parent_id, name, reference_id)
                VALUES (\(id), \(reference.name), \(reference.document))
                """)
        }
    }

    public func blockDocument(_ id: ID, leadsTo other: ID) throws -> Bool {
        try connection.exists(
            """
            WITH RECURSIVE below (id) AS (
                SELECT \(id) UNION
                SELECT reference_id FROM below JOIN block_document_reference ON parent_id = below.id)
            SELECT 1 FROM below WHERE id = \(other)
            """)
    }

    public func blockReferences(around id: ID) throws -> [(parent: ID, reference: ID)] {
        try connection.rows(
            """
            WITH RECURSIVE above (id) AS (
                SELECT \(id) UNION
                SELECT parent_id FROM above JOIN block_document_reference ON reference_id = above.id),
            family (id) AS (
                SELECT id FROM above UNION
                SELECT reference_id FROM family JOIN block_document_reference ON parent_id = family.id)
            SELECT parent_id, reference_id FROM family JOIN block_document_reference ON parent_id = family.id
            """
        ) { (parent: try $0.id(0), reference: try $0.id(1)) }
    }

    /// The data of a document with that of the documents that it refers to, each masked by its own schema.
    func nestedData(ofBlockDocument id: ID, secrets: Bool) throws -> JSONObject {
        let stored = try connection.first(
            """
            SELECT data, key_id, block_schema.fields FROM block_document
                JOIN block_schema ON block_schema.id = block_schema_id
            WHERE block_document.id = \(id)
            """
        ) { row in
            let data = try openedData(of: id, row, 0)
            return secrets ? data : BlockSecrets(fields: try row.object(2)).masking(data)
        }
        var data = stored ?? JSONObject()
        for reference in try blockReferences(of: id) {
            data[reference.name] = .object(
                try nestedData(ofBlockDocument: reference.document, secrets: secrets))
        }
        return data
    }

    /// Writes what a document refers to: each document by its name, with its own references.
    func writeReferences(ofBlockDocument id: ID, into writer: inout JSONWriter) throws {
        writer.beginObject()
        for reference in try blockReferences(of: id) {
            writer.key(reference.name)
            try writer.object {
                $0.key("block_document")
                try $0.object { try writeReference(to: reference.document, into: &$0) }
            }
        }
        writer.endObject()
    }

    private func writeReference(to id: ID, into writer: inout JSONWriter) throws {
        let found = try connection.first(
            "SELECT name, block_type_id, is_anonymous FROM block_document WHERE id = \(id)"
        ) { (name: $0.text(0), type: try $0.id(1), isAnonymous: $0.bool(2)) }
        guard let found else { return }
        writer.member("id", .string(id.description))
        writer.member("name", .string(found.name))
        writer.key("block_type")
        _ = try writeBlockType(found.type, into: &writer)
        writer.member("is_anonymous", .bool(found.isAnonymous))
        writer.key("block_document_references")
        try writeReferences(ofBlockDocument: id, into: &writer)
    }
}
