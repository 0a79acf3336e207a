extension TextSearch {
    /// Reads a search as people type it: words of which one must be there, `+word` for those that must, `-word` or
    /// `!word` for those that must not, quotes around what belongs together, with `\"` for a quote within.
    public init(query: String) {
        self.init()
        var rest = Array(query)[...]
        while let character = rest.first {
            if character.isWhitespace {
                rest.removeFirst()
                continue
            }
            let sign: Character? = "+-!".contains(character) ? character : nil
            if sign != nil {
                rest.removeFirst()
                guard let next = rest.first, !next.isWhitespace else { continue }
            }
            let term = rest.first == "\"" ? TextSearch.phrase(&rest) : TextSearch.word(&rest)
            guard term.contains(where: { !$0.isWhitespace }) else { continue }
            switch sign {
            case "+": all.append(term)
            case nil: any.append(term)
            default: none.append(term)
            }
        }
    }

    private static func word(_ rest: inout ArraySlice<Character>) -> String {
        let word = rest.prefix { !$0.isWhitespace && $0 != "\"" }
        rest = rest.dropFirst(word.count)
        return String(word)
    }

    /// What stands between quotes; a quote that is never closed reaches to the end.
    private static func phrase(_ rest: inout ArraySlice<Character>) -> String {
        rest.removeFirst()
        var text = ""
        while let character = rest.popFirst(), character != "\"" {
            if character == "\\", let next = rest.first, next == "\"" || next == "\\" {
                rest.removeFirst()
                text.append(next)
            } else {
                text.append(character)
            }
        }
        return text
    }
}
