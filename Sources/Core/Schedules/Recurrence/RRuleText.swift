/// The text of a recurrence rule (RFC 5545), checked and taken apart.
///
/// The checks, their order and their words are those that Prefect's clients see from the real server (python-dateutil).
/// Where that guesses (`UNTIL=JAN`), hangs (`INTERVAL=0`) or fails later (no `FREQ`), the text is refused.
struct RRuleText: Sendable, Equatable {
    /// Why it is no rule.
    struct Invalid: Error, Equatable {
        var message: String
    }

    /// The longest text that is taken, in characters.
    static let longest = 6500
    /// Where a rule begins that does not say it: the midnight of 2020-01-01 on the wall clock, in seconds.
    static let standardStart = CalendarDate(year: 2020, month: 1, day: 1).daysSinceEpoch * 86400

    let text: String
    let recurrence: RecurrenceSet
    private let saysStart: Bool

    init(_ text: String) throws(Invalid) {
        do {
            var lines = RRuleLines()
            try lines.read(text.uppercased())
            recurrence = try lines.set()
            saysStart = lines.start != nil
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

    /// The rule with a `DTSTART` line, which the real server adds when there is none.
    ///
    /// It is 2020-01-01 in the schedule's zone; a rule by the minute or second without a count gets the last multiple of its
    /// step after that day which is not past `now`. A rule that ends at a moment of UTC stays as it is.
    func anchored(now: Timestamp, rules: ZoneRules) -> String {
        guard !text.uppercased().contains("DTSTART"), !recurrence.endsInUTC else { return text }
        var anchor = RRuleText.standardStart
        if let rule = recurrence.onlyRule, rule.count == nil, rule.frequency >= .minutely {
            let second = Int(now.microseconds.flooredQuotient(1_000_000))
            let (step, overflow) = rule.interval.multipliedReportingOverflow(by: rule.frequency.unit)
            let elapsed = second + rules.offset(at: second) - anchor
            if !overflow, elapsed > 0 { anchor += elapsed / step * step }
        }
        let moment = Timestamp(microseconds: Int64(anchor) * 1_000_000)
        let stamp = moment.description.filter { !"-:Z".contains($0) }
        return "DTSTART:\(stamp)\n\(text)"
    }
}

/// The lines of a recurrence rule, in upper case.
private struct RRuleLines {
    typealias Invalid = RRuleText.Invalid

    var start: RRuleDate?
    private var rules: [Substring] = []
    private var exceptions: [Substring] = []
    private var dates: [Substring] = []
    private var exceptionDates: [RRuleDate] = []
    private var isSet: Bool { rules.count > 1 || !exceptions.isEmpty || !dates.isEmpty || !exceptionDates.isEmpty }

    mutating func read(_ text: String) throws(Invalid) {
        let lines = text.split(whereSeparator: \.isWhitespace)
        guard !lines.isEmpty else { throw Invalid(message: "empty string") }
        if lines.count == 1, !text.contains(":") || text.hasPrefix("RRULE:") {
            rules = [lines[0]]
            return
        }
        for line in lines { try read(line: line) }
        guard isSet || !rules.isEmpty else { throw Invalid(message: "there is no RRULE in it") }
    }

    private mutating func read(line: Substring) throws(Invalid) {
        let halves = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let property =
            halves.count == 1
            ? ["RRULE"] : halves[0].split(separator: ";", omittingEmptySubsequences: false)
        let parameters = property.dropFirst()
        let value = halves[halves.count - 1]
        switch property[0] {
        case "RRULE":
            if let parameter = parameters.first { throw Invalid(message: "unsupported RRULE parm: \(parameter)") }
            rules.append(value)
        case "EXRULE":
            if let parameter = parameters.first { throw Invalid(message: "unsupported EXRULE parm: \(parameter)") }
            exceptions.append(value)
        case "RDATE":
            if let parameter = parameters.first(where: { $0 != "VALUE=DATE-TIME" }) {
                throw Invalid(message: "unsupported RDATE parm: \(parameter)")
            }
            dates.append(value)
        case "EXDATE": exceptionDates += try RRuleLines.dates(value, parameters)
        case "DTSTART":
            let found = try RRuleLines.dates(value, parameters)
            guard found.count == 1 else { throw Invalid(message: "Multiple DTSTART values specified:\(value)") }
            start = found[0]
        case let name: throw Invalid(message: "unsupported property: \(name)")
        }
    }

    /// The moments of a `DTSTART` or an `EXDATE`. Their zone only matters for what may stand beside them: the clock that is
    /// read is that of the schedule.
    private static func dates(_ list: Substring, _ parameters: ArraySlice<Substring>) throws(Invalid) -> [RRuleDate] {
        var isZoned = false
        var kinds = 0
        for parameter in parameters {
            if parameter.hasPrefix("TZID=") {
                isZoned = true
                continue
            }
            guard parameter == "VALUE=DATE-TIME" || parameter == "VALUE=DATE" else {
                throw Invalid(message: "unsupported parm: \(parameter)")
            }
            kinds += 1
            guard kinds == 1 else { throw Invalid(message: "Duplicate value parameter found in: \(parameter)") }
        }
        var dates: [RRuleDate] = []
        for text in list.split(separator: ",", omittingEmptySubsequences: false) {
            var date = try RRuleDate(text)
            if isZoned {
                guard !date.isZoned else { throw Invalid(message: "DTSTART/EXDATE specifies multiple timezone") }
                date.isZoned = true
            }
            dates.append(date)
        }
        return dates
    }

    func set() throws(Invalid) -> RecurrenceSet {
        var set = RecurrenceSet()
        for rule in rules { set.rules.append(try RecurrenceRule(RRuleParts(rule), start: start)) }
        for list in dates {
            for text in list.split(separator: ",", omittingEmptySubsequences: false) {
                set.dates.append(try RRuleDate(text).wall)
            }
        }
        for rule in exceptions { set.exceptions.append(try RecurrenceRule(RRuleParts(rule), start: start)) }
        set.exceptionDates = exceptionDates.map(\.wall)
        set.dates.sort()
        set.exceptionDates.sort()
        return set
    }
}
