public import JSON

/// A block schema: the fields of a block type as one version of its class knows them.
public enum BlockSchema {
    public static let wire = wire(typedBy: .blockType)

    /// The members, where the type is joined under a relation of one's choice.
    static func wire(typedBy relation: Relation) -> WireObject {
        WireObject(
            "BlockSchema",
            [
                .init("id", .id),
                .init("created", .time),
                .init("updated", .time),
                .init("checksum", .text),
                .init("fields", .json(default: [:]), from: .composed(.blockSchemaFields), as: .map(.any)),
                .nullable("block_type_id", .id),
                .nullable("block_type", .object(BlockType.wire), from: .relation(relation)),
                .init("capabilities", .json(default: []), as: .list(.text)),
                .init("version", .text),
            ])
    }

    /// The version of a schema that says none.
    public static let unversioned = "non-versioned"
}

/// A block schema that is to be there.
public struct NewBlockSchema: Sendable {
    public var id: ID
    public var typeID: ID
    /// As the client sent them, with the definitions and references of nested blocks.
    public var fields: JSONObject
    public var capabilities: [String]
    public var version: String

    public init(
        id: ID, typeID: ID, fields: JSONObject, capabilities: [String] = [], version: String = BlockSchema.unversioned
    ) {
        self.id = id
        self.typeID = typeID
        self.fields = fields
        self.capabilities = capabilities
        self.version = version
    }
}

/// What rules ask of a block schema.
public struct BlockSchemaFacts: Sendable {
    public var typeID: ID
    public var isTypeProtected: Bool
    public var capabilities: [String]

    public init(typeID: ID, isTypeProtected: Bool, capabilities: [String]) {
        self.typeID = typeID
        self.isTypeProtected = isTypeProtected
        self.capabilities = capabilities
    }
}
