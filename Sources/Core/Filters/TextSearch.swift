/// A search in the text of log lines and events, in any case.
public struct TextSearch: Sendable, Equatable {
    /// At least one of these is in the text, when there are any.
    public var any: [String] = []
    /// All of these are in the text.
    public var all: [String] = []
    /// None of these is in the text.
    public var none: [String] = []

    public init() {}

    /// Whether a text holds what is asked for.
    public func matches(_ text: String) -> Bool {
        let text = text.lowercased()
        func holds(_ term: String) -> Bool { text.contains(term.lowercased()) }
        return (any.isEmpty || any.contains(where: holds)) && all.allSatisfy(holds) && !none.contains(where: holds)
    }
}
