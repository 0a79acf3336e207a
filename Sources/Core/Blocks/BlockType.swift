/// A block type: a kind of configuration that clients know a class for, such as a place for results.
public enum BlockType {
    public static let wire = WireObject(
        "BlockType",
        [
            .init("id", .id),
            .init("created", .time),
            .init("updated", .time),
            .init("name", .text),
            .init("slug", .text),
            .nullable("logo_url", .text),
            .nullable("documentation_url", .text),
            .nullable("description", .text),
            .nullable("code_example", .text),
            .init("is_protected", .boolean),
        ])

    /// Whether a name is kept back for what the server itself brings.
    public static func isKeptBack(_ name: String) -> Bool { name.lowercased().hasPrefix("prefect") }
}

/// A block type as a value: what is to be made, and what is there.
public struct BlockTypeFacts: Sendable, Equatable {
    public var id: ID
    public var name: String
    public var slug: String
    public var presentation: BlockTypePresentation
    /// A protected type cannot be deleted.
    public var isProtected: Bool

    public init(
        id: ID, name: String, slug: String, presentation: BlockTypePresentation = BlockTypePresentation(),
        isProtected: Bool = false
    ) {
        self.id = id
        self.name = name
        self.slug = slug
        self.presentation = presentation
        self.isProtected = isProtected
    }
}

/// How a block type is shown to people.
public struct BlockTypePresentation: Sendable, Equatable {
    public var logoURL: String?
    public var documentationURL: String?
    public var description: String?
    public var codeExample: String?

    public init(
        logoURL: String? = nil, documentationURL: String? = nil, description: String? = nil, codeExample: String? = nil
    ) {
        self.logoURL = logoURL
        self.documentationURL = documentationURL
        self.description = description
        self.codeExample = codeExample
    }

    /// The same with markup written out. Clients compare with their own texts after undoing this.
    public var escaped: BlockTypePresentation {
        var result = self
        result.description = description.map(Markup.escape)
        result.codeExample = codeExample.map(Markup.escape)
        return result
    }

    fileprivate var unescaped: BlockTypePresentation {
        var result = self
        result.description = description.map(Markup.unescape)
        result.codeExample = codeExample.map(Markup.unescape)
        return result
    }
}

/// What a client wants to be different about a block type; nil leaves a member, `.some(nil)` empties it.
public struct BlockTypeChange: Sendable {
    public var logoURL: String??
    public var documentationURL: String??
    public var description: String??
    public var codeExample: String??

    public init() {}

    /// The presentation afterwards, or nil where a client said all of it and nothing of it is new: then a text that is
    /// stored with its markup written out stays so.
    public func applied(to current: BlockTypePresentation) -> BlockTypePresentation? {
        var result = current
        if let logoURL { result.logoURL = logoURL }
        if let documentationURL { result.documentationURL = documentationURL }
        if let description { result.description = description }
        if let codeExample { result.codeExample = codeExample }
        let isWhole = logoURL != nil && documentationURL != nil && description != nil && codeExample != nil
        return isWhole && result.unescaped == current.unescaped ? nil : result
    }
}

/// The few characters that HTML reads as its own.
private enum Markup {
    private static let pairs = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")]
    private static let quotes = [("\"", "&quot;"), ("'", "&#x27;"), ("'", "&#39;")]

    static func escape(_ text: String) -> String {
        pairs.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }

    static func unescape(_ text: String) -> String {
        (quotes + pairs.reversed()).reduce(text) { $0.replacing($1.1, with: $1.0) }
    }
}
