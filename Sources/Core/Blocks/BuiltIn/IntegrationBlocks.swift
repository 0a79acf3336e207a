import JSON

/// Adds block types of integrations with their schemas, those of the blocks that they hold first.
struct IntegrationBlocks {
    private let blocks: [String: IntegrationBlock]
    private let now: Timestamp
    private let effects: Effects
    /// What was put together so far: field schemas with those of the blocks in them, as a client would send them.
    private var known: [String: JSONObject] = [:]

    init(_ blocks: [IntegrationBlock], at now: Timestamp, _ effects: Effects) {
        self.blocks = Dictionary(blocks.map { ($0.slug, $0) }, uniquingKeysWith: { first, _ in first })
        self.now = now
        self.effects = effects
    }

    /// Adds the types of these slugs. A type of a client that others may hold gets a schema of ours beside its own.
    mutating func add(_ missing: Set<String>, to tx: any Writing) throws {
        for slug in missing.sorted() {
            guard let block = blocks[slug] else { continue }
            let type = BlockTypeFacts(
                id: effects.newID(at: now), name: block.name, slug: slug, presentation: block.presentation,
                isProtected: block.isProtected)
            try tx.insertBlockType(type, at: now)
        }
        for slug in missing.sorted() { _ = try fields(of: slug, within: [], tx) }
    }

    /// The fields of a type whose schema is now there; nil for a type that no file describes, or that holds itself.
    private mutating func fields(of slug: String, within outer: Set<String>, _ tx: any Writing) throws -> JSONObject? {
        if let fields = known[slug] { return fields }
        guard let block = blocks[slug], !outer.contains(slug), let type = try tx.blockType(slug: slug) else {
            return nil
        }
        var definitions = block.fields["definitions"]?.object ?? JSONObject()
        var references = JSONObject()
        for (member, slugs) in block.nested {
            var entries: [JSONValue] = []
            for inner in slugs {
                guard var nested = try fields(of: inner, within: outer.union([slug]), tx) else { continue }
                entries.append(
                    ["block_schema_checksum": .string(BlockChecksum.of(nested)), "block_type_slug": .string(inner)])
                definitions = definitions.merging(nested["definitions"]?.object ?? JSONObject())
                nested["definitions"] = nil
                if let title = nested["title"]?.string { definitions[title] = .object(nested) }
            }
            references[member] = entries.count == 1 ? entries[0] : .array(entries)
        }
        var fields = block.fields
        fields["block_schema_references"] = .object(references)
        fields["definitions"] = definitions.isEmpty ? nil : .object(definitions)
        let schema = NewBlockSchema(
            id: effects.newID(at: now), typeID: type.id, fields: fields, capabilities: block.capabilities,
            version: BuiltInBlock.version)
        _ = try BlockSchemaRegistration.register(schema, at: now, in: tx)
        known[slug] = fields
        return fields
    }
}
