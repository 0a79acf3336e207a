/// A search for text: words of which one must occur, `+word` that must occur, `-word` or `!word` that must not.
///
/// `"several words"` count as one; case does not matter.
public struct TextSearch: Sendable, Equatable {
    private var wanted: [String] = []
    private var required: [String] = []
    private var excluded: [String] = []

    public init(_ query: String) {
        var rest = Substring(query)
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
                continue
            }
            var sign: Character?
            if "-!+".contains(first) {
                sign = first
                rest.removeFirst()
                // A sign that stands alone means nothing.
                guard let next = rest.first, !next.isWhitespace else { continue }
            }
            add(TextSearch.takeTerm(&rest), sign)
        }
    }

    /// Whether a text holds what is asked for.
    public func matches(_ text: String) -> Bool {
        let text = text.lowercased()
        return (wanted.isEmpty || wanted.contains { text.contains($0) })
            && required.allSatisfy { text.contains($0) } && !excluded.contains { text.contains($0) }
    }

    private mutating func add(_ term: String, _ sign: Character?) {
        guard term.contains(where: { !$0.isWhitespace }) else { return }
        switch sign {
        case "+": required.append(term.lowercased())
        case "-", "!": excluded.append(term.lowercased())
        default: wanted.append(term.lowercased())
        }
    }

    /// Takes a word, or what stands between quotes, off the front.
    private static func takeTerm(_ rest: inout Substring) -> String {
        guard rest.first == "\"" else {
            let term = rest.prefix { !$0.isWhitespace && $0 != "\"" }
            rest = rest.dropFirst(term.count)
            return String(term)
        }
        rest.removeFirst()
        var term = ""
        while let character = rest.popFirst(), character != "\"" {
            if character == "\\", let next = rest.first, next == "\"" || next == "\\" {
                term.append(next)
                rest.removeFirst()
            } else {
                term.append(character)
            }
        }
        return term
    }
}
