public import JSON

/// A block document as pages list it.
public struct BlockDocumentSummary: Sendable, Equatable {
    public var id: ID
    public var name: String
    public var typeName: String
    public var typeSlug: String
    public var capabilities: [String]
    public var created: Timestamp
    public var updated: Timestamp

    public init(
        id: ID, name: String, typeName: String, typeSlug: String, capabilities: [String], created: Timestamp,
        updated: Timestamp
    ) {
        self.id = id
        self.name = name
        self.typeName = typeName
        self.typeSlug = typeSlug
        self.capabilities = capabilities
        self.created = created
        self.updated = updated
    }
}

/// A block document as its own page shows it.
public struct BlockDocumentDetail: Sendable {
    public var summary: BlockDocumentSummary
    /// With the data of the documents in it; every secret is masked.
    public var maskedData: JSONObject
    /// The documents that it refers to, each under the member that holds it.
    public var holds: [(member: String, document: BlockDocumentSummary)]
    /// Some documents that refer to it.
    public var heldBy: [BlockDocumentSummary]

    public init(
        summary: BlockDocumentSummary, maskedData: JSONObject,
        holds: [(member: String, document: BlockDocumentSummary)], heldBy: [BlockDocumentSummary]
    ) {
        self.summary = summary
        self.maskedData = maskedData
        self.holds = holds
        self.heldBy = heldBy
    }
}

/// Which block documents a page lists. Those without a name of their own are on no list.
public struct BlockSearch: Sendable, Equatable {
    /// A part of the name, in any case.
    public var name: String?
    /// The slug of a type.
    public var type: String?

    public init(name: String? = nil, type: String? = nil) {
        self.name = name
        self.type = type
    }
}

/// What pages ask of blocks.
public protocol BlockPageReading {
    /// Block documents by name.
    func blocks(_ search: BlockSearch, offset: Int, limit: Int) throws -> Slice<BlockDocumentSummary>
    func countBlocks(_ search: BlockSearch) throws -> Int
    /// The types that have documents with names, by name.
    func blockTypesInUse() throws -> [(slug: String, name: String)]
    /// - Parameter limit: how many documents that refer to it are told of.
    func blockDetail(_ id: ID, limit: Int) throws -> BlockDocumentDetail?
}
