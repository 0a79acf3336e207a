/// Runs at the wall clock times of a cron line.
public struct CronSchedule: Sendable, Equatable {
    /// The line as it was sent.
    public let cron: String
    /// An IANA name; none, or an empty one, is UTC.
    public let timezone: String?
    /// With both a day of the month and a weekday given, one of them is enough; false asks for both.
    public let dayOr: Bool
    let expression: CronExpression

    /// nil when the line is none.
    public init?(cron: String, timezone: String? = nil, dayOr: Bool = true) {
        guard let expression = CronExpression(cron) else { return nil }
        self.cron = cron
        self.timezone = timezone
        self.dayOr = dayOr
        self.expression = expression
    }

    /// The moments from `start` through `end`, both included, ascending, at most `limit`.
    ///
    /// A time that the clock shows twice is taken the first time; one that it leaves out is taken as far before the change as
    /// it would have been after it (02:30 runs at 01:30). So does the real server, only that it may also give dates
    /// before `start`, which would run them twice; those are left out here.
    func dates(from start: Timestamp, through end: Timestamp?, limit: Int, rules: ZoneRules) -> [Timestamp] {
        var dates: [Timestamp] = []
        let first = Int((start.microseconds + 999_999).flooredQuotient(1_000_000))
        var wall = first + rules.offset(at: first)
        while dates.count < limit, let next = expression.next(from: wall, dayOr: dayOr) {
            wall = next + 1
            let instant =
                switch rules.instants(ofWall: next) {
                case .once(let instant), .twice(let instant, _): instant
                case .skipped(_, let after): next - after
                }
            guard let date = Timestamp(epochSeconds: instant) else { break }
            if let end, date > end { break }
            // Only left-out times can fall back on others, and those are among the last few hours' dates.
            guard date >= start, date > dates.last ?? .earliest || !dates.contains(date) else { continue }
            dates.append(date)
        }
        return dates.sorted()
    }
}

extension Timestamp {
    /// nil outside the years 1 to 9999.
    init?(epochSeconds seconds: Int) {
        let (microseconds, overflow) = Int64(seconds).multipliedReportingOverflow(by: 1_000_000)
        let moment = Timestamp(microseconds: microseconds)
        guard !overflow, (Timestamp.earliest...Timestamp.latest).contains(moment) else { return nil }
        self = moment
    }
}

extension Int64 {
    /// Divides, rounding down also below zero.
    func flooredQuotient(_ divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
