import JSON

/// Makes and changes block documents, with the references that their data holds.
public enum BlockDocumentSaving {
    /// Makes a document. Refuses a name that another document of the type has.
    public static func create(_ document: NewBlockDocument, at now: Timestamp, in tx: any Writing) throws {
        let name = document.name ?? "anonymous-\(document.id.derived(for: 0, at: now))"
        guard try !tx.blockDocumentExists(named: name, ofType: document.typeID) else {
            throw Failure.conflict("Block already exists")
        }
        guard try tx.blockType(document.typeID) != nil else {
            throw Failure.notFound("Block type \(document.typeID) not found")
        }
        let data = try BlockData(document.data)
        var stored = document
        stored.name = name
        stored.data = data.plain
        try tx.insertBlockDocument(stored, at: now)
        try setReferences(data.references, of: document.id, in: tx)
        try tell(.created, document.id, at: now, in: tx)
    }

    /// Changes a document. False when there is none.
    public static func update(
        _ id: ID, _ change: BlockDocumentChange, at now: Timestamp, in tx: any Writing
    ) throws -> Bool {
        guard let current = try tx.blockDocument(id) else { return false }
        let sent = change.data ?? (change.merges ? nil : JSONObject())
        guard sent != nil || change.schemaID != nil else { return true }
        if let schema = change.schemaID { try checkSchema(schema, of: current, in: tx) }
        if let sent {
            let unmasked = current.secrets.unmasking(sent, from: current.data)
            var data = try BlockData(change.merges ? current.data.merging(unmasked) : unmasked)
            if change.merges {
                data.references += try tx.blockReferences(of: id).filter { unmasked[$0.name] == nil }
            }
            try tx.updateBlockDocument(id, data: data.plain, at: now)
            try setReferences(data.references, of: id, in: tx)
        }
        if let schema = change.schemaID { try tx.updateBlockDocument(id, schema: schema, at: now) }
        try tell(.updated, id, at: now, in: tx)
        return true
    }

    /// Deletes a document. False when there is none.
    public static func delete(_ id: ID, at now: Timestamp, in tx: any Writing) throws -> Bool {
        try tell(.deleted, id, at: now, in: tx)
        return try tx.deleteBlockDocument(id)
    }

    private static func checkSchema(_ schema: ID, of document: BlockDocumentFacts, in tx: any Writing) throws {
        guard schema != document.schemaID else { return }
        guard let facts = try tx.blockSchema(schema) else {
            throw Failure.notFound("Block schema \(schema) not found")
        }
        guard facts.typeID == document.typeID else {
            throw Failure.badRequest("Must migrate block document to a block schema of the same block type.")
        }
    }

    private static func setReferences(_ references: [BlockData.Reference], of id: ID, in tx: any Writing) throws {
        for reference in references where try tx.blockDocument(reference.document, leadsTo: id) {
            throw Failure.badRequest(
                "Cannot create block document reference: it would introduce a cycle into the block_document_reference "
                    + "graph (parent=\(id), reference=\(reference.document)).")
        }
        try tx.setBlockReferences(references, of: id)
        guard !references.isEmpty else { return }
        var nesting = BlockNesting(try tx.blockReferences(around: id))
        try nesting.check()
    }

    /// Tells of a document; nobody hears of anonymous ones.
    private static func tell(_ kind: ObjectChange, _ id: ID, at now: Timestamp, in tx: any Writing) throws {
        guard let document = try tx.blockDocument(id), !document.isAnonymous else { return }
        try tx.insertEvent(BlockEvent.event(kind, of: document, at: now))
    }
}
