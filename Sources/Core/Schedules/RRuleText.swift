/// The text of a recurrence rule (RFC 5545) whose structure has been checked.
///
/// The checks and their words are those that Prefect's clients see from the real server (python-dateutil); the dates need a
/// full evaluation, which is not here.
struct RRuleText: Sendable, Equatable {
    /// Why it is no rule.
    struct Invalid: Error, Equatable {
        var message: String
    }

    /// The longest text that is taken, in characters.
    static let longest = 6500

    let text: String
    /// The parts of the only rule; nil when there are several rules, exceptions or dates.
    private let onlyRule: [String: String]?

    init(_ text: String) throws(Invalid) {
        do {
            onlyRule = try RRuleText.rule(in: text)
        } catch {
            throw Invalid(message: "Invalid RRule string \"\(text)\": \(error.message)")
        }
        guard text.unicodeScalars.count <= RRuleText.longest else {
            throw Invalid(
                message: "Invalid RRule string \"\(text.prefix(40))...\"\n"
                    + "Max length is \(RRuleText.longest), got \(text.unicodeScalars.count)")
        }
        self.text = text
    }

    /// Checks every line, and takes apart the rule if it is the only thing there.
    private static func rule(in text: String) throws(Invalid) -> [String: String]? {
        let lines = text.uppercased().split(whereSeparator: \.isWhitespace)
        guard !lines.isEmpty else { throw Invalid(message: "empty string") }
        var rules: [[String: String]] = []
        var isSet = false
        for line in lines {
            let halves = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let property = halves.count == 1 ? ["RRULE"] : halves[0].split(separator: ";")
            guard let name = property.first else { throw Invalid(message: "empty property name") }
            switch name {
            case "RRULE", "EXRULE":
                if property.count > 1 { throw Invalid(message: "unsupported \(name) parm: \(property[1])") }
                rules.append(try parts(of: halves[halves.count - 1]))
                isSet = isSet || name == "EXRULE"
            case "RDATE", "EXDATE": isSet = true
            case "DTSTART": break
            default: throw Invalid(message: "unsupported property: \(name)")
            }
        }
        guard isSet || !rules.isEmpty else { throw Invalid(message: "there is no RRULE in it") }
        return isSet || rules.count > 1 ? nil : rules.first
    }

    private static func parts(of rule: Substring) throws(Invalid) -> [String: String] {
        var parts: [String: String] = [:]
        for pair in rule.split(separator: ";", omittingEmptySubsequences: false) {
            let halves = pair.split(separator: "=", omittingEmptySubsequences: false)
            guard halves.count > 1 else { throw Invalid(message: "not enough values to unpack (expected 2, got 1)") }
            guard halves.count == 2 else { throw Invalid(message: "too many values to unpack (expected 2)") }
            let (name, value) = (String(halves[0]), String(halves[1]))
            guard let isRight = checks[name] else { throw Invalid(message: "unknown parameter '\(name)'") }
            guard isRight(value) else { throw Invalid(message: "invalid '\(name)': \(value)") }
            parts[name] = value
        }
        // The real server fails with 500 for the first and hangs for the second.
        guard parts["FREQ"] != nil else { throw Invalid(message: "FREQ is missing") }
        guard let interval = Int(parts["INTERVAL"] ?? "1"), interval > 0 else {
            throw Invalid(message: "INTERVAL must be positive")
        }
        return parts
    }

    private static let weekdays: Set<Substring> = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

    /// What each part of a rule may say.
    private static let checks: [String: @Sendable (String) -> Bool] = {
        let number: @Sendable (String) -> Bool = { Int($0) != nil }
        let numbers: @Sendable (String) -> Bool = { list in
            list.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { Int($0) != nil }
        }
        let days: @Sendable (String) -> Bool = { list in
            list.split(separator: ",", omittingEmptySubsequences: false).allSatisfy { day in
                let count = day.dropLast(2)
                return weekdays.contains(day.suffix(2)) && (count.isEmpty || Int(count) ?? 0 != 0)
            }
        }
        let frequencies: Set = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"]
        var checks: [String: @Sendable (String) -> Bool] = [
            "FREQ": { frequencies.contains($0) }, "INTERVAL": number, "COUNT": number, "BYDAY": days, "BYWEEKDAY": days,
            "WKST": { weekdays.contains($0[...]) },
            "UNTIL": { $0.count >= 8 && Int(digits: $0.prefix(8)) != nil },
        ]
        for name in ["SETPOS", "MONTH", "MONTHDAY", "YEARDAY", "EASTER", "WEEKNO", "HOUR", "MINUTE", "SECOND"] {
            checks["BY\(name)"] = numbers
        }
        return checks
    }()

    /// The rule with a `DTSTART` line, which the real server adds when there is none.
    ///
    /// It is 2020-01-01 in the schedule's zone; a rule by the minute or second without a count gets the last multiple of its
    /// step after that day which is not past `now`, so that nobody has to walk there from 2020.
    func anchored(now: Timestamp, rules: ZoneRules) -> String {
        guard !text.uppercased().contains("DTSTART") else { return text }
        let start = CalendarDate(year: 2020, month: 1, day: 1).daysSinceEpoch * 86400
        var anchor = start
        if let onlyRule, onlyRule["COUNT"] == nil, let interval = Int(onlyRule["INTERVAL"] ?? "1"),
            let unit = ["SECONDLY": 1, "MINUTELY": 60][onlyRule["FREQ"] ?? ""]
        {
            let second = Int(now.microseconds.flooredQuotient(1_000_000))
            let (step, overflow) = interval.multipliedReportingOverflow(by: unit)
            let elapsed = second + rules.offset(at: second) - start
            if !overflow, elapsed > 0 { anchor += elapsed / step * step }
        }
        let moment = Timestamp(microseconds: Int64(anchor) * 1_000_000)
        let stamp = moment.description.filter { !"-:Z".contains($0) }
        return "DTSTART:\(stamp)\n\(text)"
    }
}
