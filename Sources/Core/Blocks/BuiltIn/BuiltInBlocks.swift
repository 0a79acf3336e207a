/// The block types that the server brings along: those of Prefect 3 itself, and those of files: of its
/// integrations and of Prefect 2.
public enum BuiltInBlocks {
    static let all = BuiltInBlock.storage + BuiltInBlock.values + BuiltInBlock.notifications

    /// Adds those that are missing, with their schemas. What is there stays as clients left it; when all is there, this
    /// costs one query.
    public static func register(
        in storage: any Storage, integrations: [IntegrationBlock] = [], with effects: Effects
    ) throws {
        let slugs = all.map(\.slug) + integrations.map(\.slug)
        guard try !storage.read({ try $0.missingBlockTypes(slugs) }).isEmpty else { return }
        let now = effects.now()
        try storage.write { tx in
            let missing = Set(try tx.missingBlockTypes(slugs))
            for block in all where missing.contains(block.slug) { try add(block, at: now, effects, to: tx) }
            var others = IntegrationBlocks(integrations, at: now, effects)
            try others.add(missing.intersection(integrations.map(\.slug)), to: tx)
        }
    }

    /// Sees that the protected ones are there and protected.
    public static func installProtected(in storage: any Storage, at now: Timestamp, with effects: Effects) throws {
        try storage.write { tx in
            for block in all where block.isProtected {
                if let type = try tx.blockType(slug: block.slug) {
                    if !type.isProtected { try tx.protectBlockType(type.id) }
                } else {
                    try add(block, at: now, effects, to: tx)
                }
            }
        }
    }

    private static func add(
        _ block: BuiltInBlock, at now: Timestamp, _ effects: Effects, to tx: any Writing
    ) throws {
        let type = BlockTypeFacts(
            id: effects.newID(at: now), name: block.name, slug: block.slug,
            presentation: block.type, isProtected: block.isProtected)
        try tx.insertBlockType(type, at: now)
        let schema = NewBlockSchema(
            id: effects.newID(at: now), typeID: type.id, fields: block.schema, capabilities: block.capabilities,
            version: BuiltInBlock.version)
        _ = try BlockSchemaRegistration.register(schema, at: now, in: tx)
    }
}
