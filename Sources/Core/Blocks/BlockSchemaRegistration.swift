import JSON

/// Makes a block schema and those that it holds, unless they are there.
public struct BlockSchemaRegistration {
    private let now: Timestamp
    private let root: ID
    private var made: UInt64 = 0

    /// Answers the id of the schema, and whether it is new. Schemas of one content and version are one schema.
    public static func register(
        _ schema: NewBlockSchema, at now: Timestamp, in tx: any Writing
    ) throws -> (id: ID, isNew: Bool) {
        var registration = BlockSchemaRegistration(now: now, root: schema.id)
        return try registration.register(schema, definitions: JSONObject(), in: tx)
    }

    private init(now: Timestamp, root: ID) {
        self.now = now
        self.root = root
    }

    /// - Parameter definitions: those of the outermost schema, which a nested one shares.
    private mutating func register(
        _ schema: NewBlockSchema, definitions shared: JSONObject, in tx: any Writing
    ) throws -> (id: ID, isNew: Bool) {
        var fields = schema.fields
        let own = fields["definitions"]?.object ?? JSONObject()
        let definitions = shared.isEmpty ? own : shared
        if !definitions.isEmpty { fields["definitions"] = .object(definitions) }
        let checksum = BlockChecksum.of(fields)
        if let existing = try tx.blockSchema(checksum: checksum, version: schema.version) { return (existing, false) }

        let references = try BlockSchemaReference.all(in: fields)
        var stored = schema
        stored.fields = fields
        stored.fields["block_schema_references"] = nil
        if !definitions.isEmpty {
            let kept = BlockDefinitions.ofNoBlocks(in: .object(fields), among: definitions)
            stored.fields["definitions"] = kept.isEmpty ? nil : .object(kept)
        }
        try tx.insertBlockSchema(stored, checksum: checksum, at: now)
        for reference in references {
            let nested = try schemaID(of: reference, in: stored.fields, definitions: definitions, tx)
            try tx.insertBlockSchemaReference(from: schema.id, named: reference.name, to: nested)
        }
        return (schema.id, true)
    }

    /// The schema that a reference means, made from its definition when it is not there.
    private mutating func schemaID(
        of reference: BlockSchemaReference, in fields: JSONObject, definitions: JSONObject, _ tx: any Writing
    ) throws -> ID {
        guard let type = try tx.blockType(slug: reference.typeSlug) else {
            throw Failure.conflict(
                "Cannot create block schema because block type \(reference.typeSlug.pythonText) was not found."
                    + "Did you forget to register the block type?")
        }
        if let existing = try tx.blockSchema(checksum: reference.checksum, version: nil) { return existing }
        let nested = BlockDefinitions.fields(
            ofProperty: reference.name, in: fields, typeSlug: type.slug, among: definitions)
        guard let nested else {
            throw Failure.unprocessable(
                "Unable to create nested block schema for block type \(type.name.pythonText) due to missing definition."
            )
        }
        made += 1
        let schema = NewBlockSchema(id: root.derived(for: made, at: now), typeID: type.id, fields: nested)
        return try register(schema, definitions: definitions, in: tx).id
    }
}

/// What a field schema says of a property that holds another block.
struct BlockSchemaReference {
    let name: String
    let typeSlug: String
    let checksum: String

    /// The references of a field schema; a property that may hold different blocks has several.
    static func all(in fields: JSONObject) throws -> [BlockSchemaReference] {
        let refusal = Failure.unprocessable(
            "block_schema_references must give each property a block_type_slug and a block_schema_checksum.")
        guard let given = fields["block_schema_references"] else { return [] }
        guard let members = given.object?.members else { throw refusal }
        var references: [BlockSchemaReference] = []
        for member in members {
            for entry in member.value.array ?? [member.value] {
                guard let slug = entry["block_type_slug"]?.string, let checksum = entry["block_schema_checksum"]?.string
                else { throw refusal }
                references.append(BlockSchemaReference(name: member.key, typeSlug: slug, checksum: checksum))
            }
        }
        return references
    }
}
