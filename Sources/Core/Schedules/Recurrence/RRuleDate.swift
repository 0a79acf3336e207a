/// A moment inside a recurrence rule: `20300101`, `20300101T093000`, with `Z` or an offset or not; dashes and colons may stand.
struct RRuleDate: Sendable, Equatable {
    /// What the clock shows, in seconds as if it were one of UTC.
    let wall: Int
    /// A zone is named with it. It says nothing of the time: the real server reads every moment on the schedule's clock.
    var isZoned: Bool

    /// Reads text in upper case.
    init(_ text: Substring) throws(RRuleText.Invalid) {
        let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        let day = halves[0].filter { $0 != "-" }
        guard day.count == 8, let number = Int(digits: day) else {
            guard text.contains(where: \.isNumber) else {
                throw RRuleText.Invalid(
                    message: text.isEmpty
                        ? "String does not contain a date: \(text)" : "Unknown string format: \(text)")
            }
            throw RRuleText.Invalid(message: "Unknown string format: \(text)")
        }
        let date = CalendarDate(year: number / 10000, month: number / 100 % 100, day: number % 100)
        guard (1...12).contains(date.month) else {
            throw RRuleText.Invalid(message: "month must be in 1..12: \(text)")
        }
        guard date.isValid else { throw RRuleText.Invalid(message: "day is out of range for month: \(text)") }
        var seconds = 0
        isZoned = false
        if halves.count == 2 { (seconds, isZoned) = try RRuleDate.clock(halves[1], of: text) }
        wall = date.daysSinceEpoch * 86400 + seconds
    }

    /// The seconds since midnight, and whether a zone follows.
    private static func clock(_ text: Substring, of whole: Substring) throws(RRuleText.Invalid) -> (Int, Bool) {
        let end = text.firstIndex { !$0.isNumber && $0 != ":" } ?? text.endIndex
        let zone = text[end...]
        let digits = text[..<end].filter { $0 != ":" }
        let offset = zone.dropFirst().filter { $0 != ":" }
        let hasOffset = zone.hasPrefix("+") || zone.hasPrefix("-")
        guard zone.isEmpty || zone == "Z" || hasOffset && offset.count == 4 && Int(digits: offset) != nil,
            [2, 4, 6].contains(digits.count),
            let number = Int(digits: digits + String(repeating: "0", count: 6 - digits.count))
        else { throw RRuleText.Invalid(message: "Unknown string format: \(whole)") }
        let (hour, minute, second) = (number / 10000, number / 100 % 100, number % 100)
        guard hour < 24 else { throw RRuleText.Invalid(message: "hour must be in 0..23: \(whole)") }
        guard minute < 60 else { throw RRuleText.Invalid(message: "minute must be in 0..59: \(whole)") }
        guard second < 60 else { throw RRuleText.Invalid(message: "second must be in 0..59: \(whole)") }
        return (hour * 3600 + minute * 60 + second, !zone.isEmpty)
    }
}
