/// Why something is no length of time.
struct DurationError: Error, Equatable {
    var message: String
    static let tooLong = DurationError(message: "durations may not exceed 999,999,999 days")
    static let badDigit = DurationError(message: "invalid digit in duration")
}

/// Lengths of time as clients write them.
enum DurationText {
    /// A number of seconds. What does not fit 64 bits of microseconds (292,000 years) counts as too long.
    static func interval(seconds: Double) -> Result<Interval, DurationError> {
        Interval(seconds: seconds).map(Result.success) ?? .failure(.tooLong)
    }

    /// `PT1H30M`, `P1DT2H`, `P2W` (ISO 8601) or `[days] HH:MM[:SS[.f]]`, with a sign or not.
    static func interval(_ text: String) -> Result<Interval, DurationError> {
        var rest = text[...]
        let sign: Double = rest.hasPrefix("-") ? -1 : 1
        if rest.hasPrefix("-") || rest.hasPrefix("+") { rest = rest.dropFirst() }
        let found = rest.hasPrefix("P") ? iso(rest.dropFirst()) : clock(rest)
        guard let seconds = found else { return .failure(.badDigit) }
        return interval(seconds: sign * seconds)
    }

    private static func iso(_ text: Substring) -> Double? {
        let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let days = sum(halves[0], ["W": 604800, "D": 86400]) else { return nil }
        guard halves.count == 2 else { return text.isEmpty ? nil : days }
        guard !halves[1].isEmpty, let time = sum(halves[1], ["H": 3600, "M": 60, "S": 1]) else { return nil }
        return days + time
    }

    /// Adds up numbers that are each followed by a unit.
    private static func sum(_ text: Substring, _ units: [Character: Double]) -> Double? {
        var total = 0.0
        var digits = ""
        for character in text {
            if let unit = units[character] {
                guard let number = number(digits[...]) else { return nil }
                total += number * unit
                digits = ""
            } else {
                digits.append(character)
            }
        }
        return digits.isEmpty ? total : nil
    }

    private static func clock(_ text: Substring) -> Double? {
        let words = text.split(separator: " ")
        guard (1...3).contains(words.count), let last = words.last else { return nil }
        var total = 0.0
        if words.count > 1 {
            guard let days = Int(digits: words[0]), words.count == 2 || words[1].hasPrefix("day") else { return nil }
            total = Double(days) * 86400
        }
        let parts = last.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let hours = Int(digits: parts[0]), let minutes = Int(digits: parts[1]),
            minutes < 60, let seconds = parts.count == 3 ? number(parts[2]) : 0, seconds < 60
        else { return nil }
        return total + Double(hours) * 3600 + Double(minutes) * 60 + seconds
    }

    /// Digits, perhaps with a fraction.
    private static func number(_ text: Substring) -> Double? {
        text.allSatisfy { ("0"..."9").contains($0) || $0 == "." } ? Double(text) : nil
    }
}
