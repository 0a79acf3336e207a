import Core
import JSON

extension App {
    /// `POST /api/block_documents/`
    func createBlockDocument(_ call: Call) throws -> Response {
        let now = call.request.now
        var document = try call.body(BlockDocumentCreateBody.kind).document
        document.id = effects.newID(at: now)
        return try storage.write { [document] tx in
            try BlockDocumentSaving.create(document, at: now, in: tx)
            return try .found(.created, "Block document not found") {
                try tx.writeBlockDocument(document.id, secrets: false, into: &$0)
            }
        }
    }

    /// `GET /api/block_documents/{id}?include_secrets=`
    func readBlockDocument(_ call: Call) throws -> Response {
        let id = try call.id()
        let secrets = try call.value(of: .includesSecrets) ?? false
        return try storage.read { tx in
            try .found(.ok, "Block document not found") { try tx.writeBlockDocument(id, secrets: secrets, into: &$0) }
        }
    }

    /// `GET /api/block_types/slug/{slug}/block_documents/name/{block_document_name}?include_secrets=`
    func readBlockDocumentByName(_ call: Call) throws -> Response {
        let (slug, name) = (try call.text("slug"), try call.text("block_document_name"))
        let secrets = try call.value(of: .includesSecrets) ?? false
        return try storage.read { tx in
            try .found(.ok, "Block document not found") {
                try tx.writeBlockDocument(named: name, typeSlug: slug, secrets: secrets, into: &$0)
            }
        }
    }

    /// `GET /api/block_types/slug/{slug}/block_documents?include_secrets=`
    func listBlockDocumentsOfType(_ call: Call) throws -> Response {
        let slug = try call.text("slug")
        let secrets = try call.value(of: .includesSecrets) ?? false
        return try storage.read { tx in
            guard let type = try tx.blockType(slug: slug) else { throw Failure.notFound("Block type not found") }
            let query = BlockQuery(documents: BlockDocumentFilter(typeID: IDCriteria(any: [type.id])))
            return try .list {
                try tx.writeBlockDocuments(query, sort: .standard, page: nil, secrets: secrets, into: &$0)
            }
        }
    }

    /// `POST /api/block_documents/filter`
    func filterBlockDocuments(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(BlockDocumentListBody.self)
        let page = try body.page.checked()
        return try storage.read { tx in
            try .list {
                try tx.writeBlockDocuments(
                    body.query, sort: body.sort, page: page, secrets: body.includesSecrets, into: &$0)
            }
        }
    }

    /// `POST /api/block_documents/count`
    func countBlockDocuments(_ call: Call) throws -> Response {
        let query = try call.embeddedBody(BlockQueryBody.self).query
        let count = try storage.read { try $0.countBlockDocuments(query) }
        return .json { $0.value(Int64(count)) }
    }

    /// `PATCH /api/block_documents/{id}`
    func updateBlockDocument(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        let change = try call.body(BlockDocumentUpdateBody.self).change
        let found = try storage.write { try BlockDocumentSaving.update(id, change, at: now, in: $0) }
        guard found else { throw Failure.notFound("Block document not found") }
        return .noContent
    }

    /// `DELETE /api/block_documents/{id}`
    func deleteBlockDocument(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        guard try storage.write({ try BlockDocumentSaving.delete(id, at: now, in: $0) }) else {
            throw Failure.notFound("Block document not found")
        }
        return .noContent
    }
}

extension Parameter where Value == Bool {
    /// Whether the caller asks for what is secret.
    static var includesSecrets: Parameter { Parameter("include_secrets", .boolean) }
}
