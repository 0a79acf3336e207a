import Core
import JSON

extension App {
    /// `POST /api/block_types/`
    func createBlockType(_ call: Call) throws -> Response {
        let now = call.request.now
        var type = try call.body(BlockTypeCreateBody.self).type
        guard !BlockType.isKeptBack(type.name) else {
            throw Failure.forbidden("Block type names beginning with 'Prefect' are reserved.")
        }
        type.id = effects.newID(at: now)
        return try storage.write { [type] tx in
            guard try tx.blockType(slug: type.slug) == nil else {
                throw Failure.conflict("Block type with name \"\(type.name)\" already exists")
            }
            try tx.insertBlockType(type, at: now)
            try tx.insertEvent(BlockEvent.event(.created, of: type, at: now))
            return try .found(.created, "Block type not found") { try tx.writeBlockType(type.id, into: &$0) }
        }
    }

    /// `GET /api/block_types/{id}`
    func readBlockType(_ call: Call) throws -> Response {
        let id = try call.id()
        return try storage.read { tx in
            try .found(.ok, "Block type not found") { try tx.writeBlockType(id, into: &$0) }
        }
    }

    /// `GET /api/block_types/slug/{slug}`
    func readBlockTypeBySlug(_ call: Call) throws -> Response {
        let slug = try call.text("slug")
        return try storage.read { tx in
            try .found(.ok, "Block type not found") { try tx.writeBlockType(slug: slug, into: &$0) }
        }
    }

    /// `POST /api/block_types/filter`
    func filterBlockTypes(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(BlockTypeListBody.self)
        let page = try body.page.checked()
        return try storage.read { tx in
            try .list { try tx.writeBlockTypes(body.query, page: page, into: &$0) }
        }
    }

    /// `PATCH /api/block_types/{id}`
    func updateBlockType(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        let change = try call.body(BlockTypeUpdateBody.self).change
        try storage.write { tx in
            guard var type = try tx.blockType(id) else { throw Failure.notFound("Block type not found") }
            guard let presentation = change.applied(to: type.presentation) else { return }
            type.presentation = presentation
            try tx.updateBlockType(id, presentation, at: now)
            try tx.insertEvent(BlockEvent.event(.updated, of: type, at: now))
        }
        return .noContent
    }

    /// `DELETE /api/block_types/{id}`
    func deleteBlockType(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        try storage.write { tx in
            guard let type = try tx.blockType(id) else { throw Failure.notFound("Block type not found") }
            guard !type.isProtected else { throw Failure.forbidden("protected block types cannot be deleted.") }
            try tx.insertEvent(BlockEvent.event(.deleted, of: type, at: now))
            try tx.deleteBlockType(id)
        }
        return .noContent
    }

    /// `POST /api/block_types/install_system_block_types`
    func installBlockTypes(_ call: Call) throws -> Response {
        let now = call.request.now
        try BuiltInBlocks.installProtected(in: storage, at: now, with: effects)
        return .json { $0.null() }
    }
}
