import Core

extension Routes {
    static let blocks: [Route] = [
        Route(
            "POST /api/block_types/", App.createBlockType, "Make a block type",
            takes: .body(BlockTypeCreateBody.self), gives: .one(BlockType.wire, .created)),
        Route(
            "POST /api/block_types/filter", App.filterBlockTypes, "List block types",
            takes: .parameters(BlockTypeListBody.self), gives: .list(BlockType.wire)),
        Route(
            "POST /api/block_types/install_system_block_types", App.installBlockTypes,
            "Make the built-in block types that are missing",
            gives: .null),
        Route(
            "GET /api/block_types/slug/{slug}", App.readBlockTypeBySlug, "Read the block type of a slug",
            gives: .one(BlockType.wire)),
        Route(
            "GET /api/block_types/slug/{slug}/block_documents", App.listBlockDocumentsOfType,
            "List the block documents of a type",
            asks: [.of(.includesSecrets)], gives: .list(BlockDocument.wire)),
        Route(
            "GET /api/block_types/slug/{slug}/block_documents/name/{block_document_name}", App.readBlockDocumentByName,
            "Read the block document of a type and a name",
            asks: [.of(.includesSecrets)], gives: .one(BlockDocument.wire)),
        Route("GET /api/block_types/{id}", App.readBlockType, "Read a block type", gives: .one(BlockType.wire)),
        Route(
            "PATCH /api/block_types/{id}", App.updateBlockType, "Change how a block type is shown",
            takes: .body(BlockTypeUpdateBody.self), gives: .nothing),
        Route(
            "DELETE /api/block_types/{id}", App.deleteBlockType, "Delete a block type with its documents",
            gives: .nothing),

        Route(
            "POST /api/block_schemas/", App.createBlockSchema,
            "Register a block schema, or get the one that has the same checksum",
            takes: .body(BlockSchemaCreateBody.self), gives: .one(BlockSchema.wire, .created, .ok)),
        Route(
            "POST /api/block_schemas/filter", App.filterBlockSchemas, "List block schemas",
            takes: .parameters(BlockSchemaListBody.self), gives: .list(BlockSchema.wire)),
        Route(
            "GET /api/block_schemas/checksum/{checksum}", App.readBlockSchemaByChecksum,
            "Read the block schema of a checksum",
            asks: [.of(.blockSchemaVersion)], gives: .one(BlockSchema.wire)),
        Route("GET /api/block_schemas/{id}", App.readBlockSchema, "Read a block schema", gives: .one(BlockSchema.wire)),
        Route("DELETE /api/block_schemas/{id}", App.deleteBlockSchema, "Delete a block schema", gives: .nothing),
        Route(
            "GET /api/block_capabilities/", App.listBlockCapabilities, "List what blocks can do",
            gives: .json(.list(.text))),

        Route(
            "POST /api/block_documents/", App.createBlockDocument, "Make a block document",
            takes: .value(BlockDocumentCreateBody.kind), gives: .one(BlockDocument.wire, .created)),
        Route(
            "POST /api/block_documents/filter", App.filterBlockDocuments, "List block documents",
            takes: .parameters(BlockDocumentListBody.self), gives: .list(BlockDocument.wire)),
        Route(
            "POST /api/block_documents/count", App.countBlockDocuments, "Count block documents",
            takes: .parameters(BlockQueryBody.self), gives: .count),
        Route(
            "GET /api/block_documents/{id}", App.readBlockDocument, "Read a block document",
            asks: [.of(.includesSecrets)], gives: .one(BlockDocument.wire)),
        Route(
            "PATCH /api/block_documents/{id}", App.updateBlockDocument, "Change the data of a block document",
            takes: .body(BlockDocumentUpdateBody.self), gives: .nothing),
        Route("DELETE /api/block_documents/{id}", App.deleteBlockDocument, "Delete a block document", gives: .nothing),

        Route(
            "GET /api/admin/storage", App.readResultStorage, "Read where results are kept by default",
            gives: .one(.resultStorage)),
        Route(
            "PUT /api/admin/storage", App.chooseResultStorage, "Choose where results are kept by default",
            takes: .body(ResultStorageBody.self), gives: .one(.resultStorage)),
        Route("DELETE /api/admin/storage", App.forgetResultStorage, "Keep results nowhere by default", gives: .nothing),
    ]
}
