/// Runs on the dates of an iCalendar recurrence rule (RFC 5545), with more rules, dates and exceptions beside it if wanted.
public struct RRuleSchedule: Sendable, Equatable {
    /// With the `DTSTART` line that the server adds to a rule without one.
    public let rrule: String
    /// An IANA name; none is UTC.
    public let timezone: String?
    private let recurrence: RecurrenceSet

    /// nil when the text is no rule.
    public init?(rrule: String, timezone: String? = "UTC") {
        guard let text = try? RRuleText(rrule) else { return nil }
        self.init(text, timezone: timezone)
    }

    init(_ text: RRuleText, timezone: String?) {
        rrule = text.text
        recurrence = text.recurrence
        self.timezone = timezone
    }

    /// The moments from `start` through `end`, both included, ascending, at most `limit`.
    ///
    /// The rule lives on the zone's wall clock, whatever zones its own moments name: so the real server does. A time that the
    /// clock shows twice is taken the first time; one that it leaves out is taken as far before the change as it would have
    /// been after it, as with cron.
    func dates(
        from start: Timestamp, through end: Timestamp?, limit: Int, rules: ZoneRules, _ budget: inout StepBudget
    ) throws(StepBudget.Exhausted) -> [Timestamp] {
        guard limit > 0 else { return [] }
        let first = rules.walls(near: start).lowerBound
        // After four hundred years the calendar begins anew; what has not come by then is not looked for.
        let last = end.map { rules.walls(near: $0).upperBound } ?? first + 146_097 * 86400
        guard first <= last else { return [] }
        var walls = try RecurrenceSetDates(recurrence, in: first...last, &budget)
        var dates: [Timestamp] = []
        while dates.count < limit, let wall = try walls.next(&budget) {
            let instant =
                switch rules.instants(ofWall: wall) {
                case .once(let instant), .twice(let instant, _): instant
                case .skipped(_, let after): wall - after
                }
            guard let date = Timestamp(epochSeconds: instant) else { break }
            guard date >= start else { continue }
            if let end, date > end { break }
            // Only left-out times can fall on others, and those are among the last days' dates.
            if date > dates.last ?? .earliest || !dates.contains(date) { dates.append(date) }
        }
        return dates.sorted()
    }
}

extension ZoneRules {
    /// The seconds that the wall clock may have to show for a moment: one, unless it is changed within a day of it.
    fileprivate func walls(near moment: Timestamp) -> ClosedRange<Int> {
        let second = Int(moment.microseconds.flooredQuotient(1_000_000))
        let change = abs(offset(at: second + 86400) - offset(at: second - 86400))
        let wall = second + offset(at: second)
        return wall - change...wall + change
    }
}
