/// Comparing texts that only some may know.
public enum Secrecy {
    /// Compares without telling by its time how much was right.
    public static func areEqual(_ given: String, _ expected: String) -> Bool {
        let given = Array(given.utf8)
        let expected = Array(expected.utf8)
        var difference = given.count ^ expected.count
        for place in given.indices { difference |= Int(given[place] ^ expected[place % max(1, expected.count)]) }
        return difference == 0
    }
}

extension Effects {
    /// A text that nobody can guess, of so many hexadecimal digits; a multiple of 16.
    public func unguessable(digits: Int) -> String {
        (0..<digits / 16).map { _ in random().hexDigits }.joined()
    }
}
