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
        let alphabet = Array("0123456789abcdef".unicodeScalars)
        var text = ""
        for _ in 0..<digits / 16 {
            let number = random()
            for shift in stride(from: 60, through: 0, by: -4) {
                text.unicodeScalars.append(alphabet[Int(number >> UInt64(shift) & 15)])
            }
        }
        return text
    }
}
