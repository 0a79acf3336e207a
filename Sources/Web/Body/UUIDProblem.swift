/// Says why a text is no UUID, in the words that clients of Prefect's server know.
enum UUIDProblem {
    static func reason(_ text: String) -> String {
        for (place, character) in text.enumerated() {
            if character.isASCII, character.isHexDigit || character == "-" { continue }
            if place == 0, character == "{" || text.hasPrefix("urn:uuid:") { continue }
            return "invalid character: found `\(character)` at \(place + 1)"
        }
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        if groups.count == 1 {
            return "invalid length: expected length 32 for simple format, found \(text.utf8.count)"
        }
        guard groups.count == 5 else {
            return "invalid group count: expected 5, found \(groups.count)"
        }
        for (place, pair) in zip(groups, [8, 4, 4, 4, 12]).enumerated() where pair.0.count != pair.1 {
            return "invalid group length in group \(place): expected \(pair.1), found \(pair.0.count)"
        }
        return "invalid length: expected length 32 for simple format, found \(text.utf8.count)"
    }
}
