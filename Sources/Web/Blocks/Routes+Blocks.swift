extension Routes {
    static let blocks: [Route] = [
        Route("POST /api/block_types/", App.createBlockType),
        Route("POST /api/block_types/filter", App.filterBlockTypes),
        Route("POST /api/block_types/install_system_block_types", App.installBlockTypes),
        Route("GET /api/block_types/slug/{slug}", App.readBlockTypeBySlug),
        Route("GET /api/block_types/slug/{slug}/block_documents", App.listBlockDocumentsOfType),
        Route("GET /api/block_types/slug/{slug}/block_documents/name/{name}", App.readBlockDocumentByName),
        Route("GET /api/block_types/{id}", App.readBlockType),
        Route("PATCH /api/block_types/{id}", App.updateBlockType),
        Route("DELETE /api/block_types/{id}", App.deleteBlockType),

        Route("POST /api/block_schemas/", App.createBlockSchema),
        Route("POST /api/block_schemas/filter", App.filterBlockSchemas),
        Route("GET /api/block_schemas/checksum/{checksum}", App.readBlockSchemaByChecksum),
        Route("GET /api/block_schemas/{id}", App.readBlockSchema),
        Route("DELETE /api/block_schemas/{id}", App.deleteBlockSchema),
        Route("GET /api/block_capabilities/", App.listBlockCapabilities),

        Route("POST /api/block_documents/", App.createBlockDocument),
        Route("POST /api/block_documents/filter", App.filterBlockDocuments),
        Route("POST /api/block_documents/count", App.countBlockDocuments),
        Route("GET /api/block_documents/{id}", App.readBlockDocument),
        Route("PATCH /api/block_documents/{id}", App.updateBlockDocument),
        Route("DELETE /api/block_documents/{id}", App.deleteBlockDocument),

        Route("GET /api/admin/storage", App.readResultStorage),
        Route("PUT /api/admin/storage", App.chooseResultStorage),
        Route("DELETE /api/admin/storage", App.forgetResultStorage),
    ]
}
