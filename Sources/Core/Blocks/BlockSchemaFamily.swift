public import JSON

/// A block schema as it is stored: without the schemas of nested blocks, which are rows of their own.
public struct StoredBlockSchema: Sendable {
    public var id: ID
    public var checksum: String
    public var typeSlug: String
    public var fields: JSONObject
    /// The nested schemas by the name of the property that holds such a block, several where it may hold different ones.
    public var references: [(name: String, schema: ID)]

    public init(
        id: ID, checksum: String, typeSlug: String, fields: JSONObject, references: [(name: String, schema: ID)] = []
    ) {
        self.id = id
        self.checksum = checksum
        self.typeSlug = typeSlug
        self.fields = fields
        self.references = references
    }
}

/// Block schemas that refer to one another, and what their fields look like as a whole.
public struct BlockSchemaFamily {
    private let schemas: [ID: StoredBlockSchema]
    private var known: [ID: JSONObject] = [:]
    private var underway: Set<ID> = []

    public init(_ schemas: [StoredBlockSchema]) {
        self.schemas = Dictionary(schemas.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The fields with references by checksum and with the definitions of nested blocks, as clients send them.
    public mutating func fields(of id: ID) -> JSONObject {
        if let fields = known[id] { return fields }
        guard let schema = schemas[id], underway.insert(id).inserted else { return JSONObject() }
        defer { underway.remove(id) }
        var fields = schema.fields
        fields["block_schema_references"] = .object(references(of: schema))
        let definitions = definitions(of: schema)
        if !definitions.isEmpty {
            fields["definitions"] = .object((fields["definitions"]?.object ?? JSONObject()).merging(definitions))
        }
        known[id] = fields
        return fields
    }

    private func references(of schema: StoredBlockSchema) -> JSONObject {
        var lists: [(name: String, entries: [JSONValue])] = []
        for reference in schema.references {
            guard let nested = schemas[reference.schema] else { continue }
            let entry: JSONValue = [
                "block_schema_checksum": .string(nested.checksum), "block_type_slug": .string(nested.typeSlug),
            ]
            if let place = lists.firstIndex(where: { $0.name == reference.name }) {
                if !lists[place].entries.contains(entry) { lists[place].entries.append(entry) }
            } else {
                lists.append((reference.name, [entry]))
            }
        }
        return JSONObject(
            lists.map { .init(key: $0.name, value: $0.entries.count == 1 ? $0.entries[0] : .array($0.entries)) })
    }

    /// Nested schemas by their titles, in one flat object.
    private mutating func definitions(of schema: StoredBlockSchema) -> JSONObject {
        var definitions = JSONObject()
        for reference in schema.references where !underway.contains(reference.schema) {
            var nested = fields(of: reference.schema)
            guard let title = nested["title"]?.string else { continue }
            let inner = nested["definitions"]?.object ?? JSONObject()
            nested["definitions"] = nil
            definitions[title] = .object(nested)
            definitions = definitions.merging(inner)
        }
        return definitions
    }
}
