/// Runs in equal steps counted from an anchor.
public struct IntervalSchedule: Sendable, Equatable {
    public let interval: Interval
    public let anchor: Timestamp
    /// Seconds east of UTC with which the anchor was written. It says how the anchor is shown, nothing more.
    public let anchorOffset: Int
    /// An IANA name; none, or an empty one, is UTC.
    public let timezone: String?

    /// The interval must be positive.
    public init(interval: Interval, anchor: Timestamp, anchorOffset: Int = 0, timezone: String? = "UTC") {
        self.interval = interval
        self.anchor = anchor
        self.anchorOffset = anchorOffset
        self.timezone = timezone
    }

    /// From a day up the steps are made on the wall clock, so that a daily run stays at nine when the clocks change.
    var followsWallClock: Bool { interval.followsWallClock }

    /// The moments from `start` through `end`, both included, ascending, at most `limit`.
    ///
    /// Jumps to the start with one division. Every date is counted from the anchor. The real server counts the first one in
    /// elapsed time and only the following ones on the wall clock, so that its answers for one schedule depend on when
    /// it is asked: after a change of the clocks it gives 10:00 where it gave 09:00 before, and runs the day twice.
    func dates(from start: Timestamp, through end: Timestamp?, limit: Int, rules: ZoneRules) -> [Timestamp] {
        guard interval > .zero else { return [] }
        let steps = followsWallClock ? wallSteps(rules) : { step in anchor.advanced(interval, times: step) }
        let distance =
            followsWallClock
            ? rules.wall(of: start) - rules.wall(of: anchor) : start.microseconds - anchor.microseconds
        // Two steps early: the clock may have been changed in between, and the division rounds towards the anchor.
        var step = distance / interval.microseconds - 2
        var dates: [Timestamp] = []
        while dates.count < limit {
            defer { step += 1 }
            guard let date = steps(step) else {
                // Before the year 1 there may be something to come, after 9999 not.
                if step < 0 { continue } else { break }
            }
            if let end, date > end { break }
            if date >= start, date != dates.last { dates.append(date) }
        }
        return dates
    }

    /// The date a number of steps from the anchor, counted on the wall clock.
    ///
    /// A time that the clock leaves out is taken as far after the change as it would have been before it, one that it shows
    /// twice the second time: so the real server does.
    private func wallSteps(_ rules: ZoneRules) -> (Int64) -> Timestamp? {
        let wallOfAnchor = Timestamp(microseconds: rules.wall(of: anchor))
        return { step in
            guard step != 0 else { return anchor }
            guard let wall = wallOfAnchor.advanced(interval, times: step) else { return nil }
            let second = wall.microseconds.flooredQuotient(1_000_000)
            let instant =
                switch rules.instants(ofWall: Int(second)) {
                case .once(let instant), .twice(_, let instant): instant
                case .skipped(let before, _): Int(second) - before
                }
            return Timestamp(epochSeconds: instant)
                .map { Timestamp(microseconds: $0.microseconds + wall.microseconds - second * 1_000_000) }
        }
    }
}

extension Interval {
    /// Steps of this length are counted on the wall clock, not in elapsed time.
    var followsWallClock: Bool { self >= .days(1) }
}

extension ZoneRules {
    /// What the wall clock shows at a moment, in microseconds as if it were one of UTC.
    fileprivate func wall(of moment: Timestamp) -> Int64 {
        moment.microseconds + Int64(offset(at: Int(moment.microseconds.flooredQuotient(1_000_000)))) * 1_000_000
    }
}

extension Timestamp {
    /// nil outside the years 1 to 9999.
    fileprivate func advanced(_ interval: Interval, times count: Int64) -> Timestamp? {
        let (length, tooLong) = interval.microseconds.multipliedReportingOverflow(by: count)
        let (sum, tooFar) = microseconds.addingReportingOverflow(length)
        let moment = Timestamp(microseconds: sum)
        return !tooLong && !tooFar && (Timestamp.earliest...Timestamp.latest).contains(moment) ? moment : nil
    }
}
