/// The filters that lists of block types, schemas and documents take together.
public struct BlockQuery: Sendable {
    public var documents: BlockDocumentFilter?
    public var types: BlockTypeFilter?
    public var schemas: BlockSchemaFilter?

    public init(
        documents: BlockDocumentFilter? = nil, types: BlockTypeFilter? = nil, schemas: BlockSchemaFilter? = nil
    ) {
        self.documents = documents
        self.types = types
        self.schemas = schemas
    }
}

/// Which block types are wanted.
public struct BlockTypeFilter: Sendable {
    public var name: TextCriteria?
    public var slug: TextCriteria?

    public init(slug: TextCriteria? = nil) { self.slug = slug }
}

/// Which block schemas are wanted.
public struct BlockSchemaFilter: Sendable {
    public var joining: Joining = .and
    public var typeID: IDCriteria?
    /// Each of these must be among the schema's capabilities. An empty list says nothing.
    public var capabilities: [String]?
    public var id: IDCriteria?
    public var version: TextCriteria?

    public init() {}
}

/// Which block documents are wanted.
public struct BlockDocumentFilter: Sendable {
    public var joining: Joining = .and
    public var id: IDCriteria?
    /// Nil takes both kinds, and so does an inner nil, where the client asked for nothing; without a filter anonymous ones
    /// are left out.
    public var isAnonymous: Bool?? = false
    public var typeID: IDCriteria?
    public var name: TextCriteria?

    public init(typeID: IDCriteria? = nil) { self.typeID = typeID }
}

/// The orders in which block documents can be listed.
public enum BlockDocumentSort: String, Sorting {
    public static let standard = BlockDocumentSort.nameAscending

    case nameDescending = "NAME_DESC"
    case nameAscending = "NAME_ASC"
    case typeAndNameAscending = "BLOCK_TYPE_AND_NAME_ASC"
}
