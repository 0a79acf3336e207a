/// Why a text is no acceptable JSON document.
public struct JSONError: Error, Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        /// The text breaks the grammar of RFC 8259.
        case syntax
        /// The text ends before the document does.
        case incomplete
        /// The text is not UTF-8, or holds half of a surrogate pair.
        case encoding
        /// A number is past 64 bits, or past the range of a double.
        case numberRange
        /// A string holds U+0000, which the database cannot keep.
        case nullCharacter
        /// The document nests deeper than the limit.
        case depth
        /// The text is longer than the limit.
        case size
    }

    public let kind: Kind
    /// Where it was noticed, in bytes from the start.
    public let position: Int
    /// A sentence for people.
    public let message: String

    public init(kind: Kind, position: Int, message: String) {
        self.kind = kind
        self.position = position
        self.message = message
    }
}

/// How large a document may be.
public struct JSONLimits: Sendable {
    /// Bytes of text.
    public var size: Int
    /// Objects and arrays within one another.
    public var depth: Int

    public init(size: Int = 16 << 20, depth: Int = 128) {
        self.size = size
        self.depth = depth
    }
}
