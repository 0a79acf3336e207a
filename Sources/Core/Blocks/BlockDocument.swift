public import JSON

/// A block document: one configuration of a block type, by its name or without one.
public enum BlockDocument {
    public static let wire = WireObject(
        "BlockDocument",
        [
            .init("id", .id),
            .init("created", .time),
            .init("updated", .time),
            .nullable("name", .text),
            .init("data", .json(default: [:]), from: .composed(.blockDocumentData), as: .map(.any)),
            .init("block_schema_id", .id),
            .nullable(
                "block_schema", .object(BlockSchema.wire(typedBy: .schemaBlockType)), from: .relation(.blockSchema)),
            .init("block_type_id", .id),
            .nullable("block_type_name", .text, from: .related(.blockType, "name")),
            .nullable("block_type", .object(BlockType.wire), from: .relation(.blockType)),
            .init(
                "block_document_references", .json(default: [:]), from: .composed(.blockDocumentReferences),
                as: .map(.map(.any))),
            .init("is_anonymous", .boolean),
        ])
}

/// A block document that is to be there.
public struct NewBlockDocument: Sendable {
    public var id: ID
    /// Nil, for an anonymous one alone, stands for a name that nobody else has.
    public var name: String?
    public var typeID: ID
    public var schemaID: ID
    public var data: JSONObject
    public var isAnonymous: Bool

    public init(id: ID, name: String?, typeID: ID, schemaID: ID, data: JSONObject, isAnonymous: Bool) {
        self.id = id
        self.name = name
        self.typeID = typeID
        self.schemaID = schemaID
        self.data = data
        self.isAnonymous = isAnonymous
    }
}

/// What a client wants to be different about a block document.
public struct BlockDocumentChange: Sendable {
    public var schemaID: ID?
    /// Nil when the client says nothing of the data.
    public var data: JSONObject?
    /// Whether members that are not sent stay.
    public var merges: Bool

    public init(schemaID: ID?, data: JSONObject?, merges: Bool) {
        self.schemaID = schemaID
        self.data = data
        self.merges = merges
    }
}

/// A block document as rules and events need it. Its data is open: it goes nowhere but through ``BlockSecrets``.
public struct BlockDocumentFacts: Sendable {
    public var id: ID
    public var name: String
    public var typeID: ID
    public var typeName: String
    public var schemaID: ID
    public var capabilities: [String]
    public var secrets: BlockSecrets
    public var isAnonymous: Bool
    /// Without the documents that it refers to.
    public var data: JSONObject

    public init(
        id: ID, name: String, typeID: ID, typeName: String, schemaID: ID, capabilities: [String],
        secrets: BlockSecrets, isAnonymous: Bool, data: JSONObject
    ) {
        self.id = id
        self.name = name
        self.typeID = typeID
        self.typeName = typeName
        self.schemaID = schemaID
        self.capabilities = capabilities
        self.secrets = secrets
        self.isAnonymous = isAnonymous
        self.data = data
    }
}
