/// How far ahead runs are made from a schedule. The standard numbers are those of Prefect's scheduler.
public struct SchedulingBounds: Sendable, Equatable {
    /// At least so many runs are made, if the window has them.
    public var fewestRuns = 3
    /// Never more than so many at a time.
    public var mostRuns = 100
    /// Runs are made until one lies at least this far ahead.
    public var shortestTime = Interval.hours(1)
    /// No run is made further ahead than this.
    public var longestTime = Interval.days(100)

    public init() {}

    /// The moments for which a schedule should have runs, seen from `start`.
    public func slots(
        of schedule: Schedule, from start: Timestamp, through end: Timestamp, zones: TimeZones,
        _ budget: inout StepBudget
    ) throws(Failure) -> [Timestamp] {
        // Most schedules are satisfied by the first few dates, and looking for a hundred would cost thirty times as much.
        for limit in [min(fewestRuns, mostRuns), mostRuns] {
            let dates = try schedule.dates(from: start, through: end, limit: max(limit, 0), zones: zones, &budget)
            let enough = dates.indices.first { $0 + 1 >= fewestRuns && dates[$0] >= start + shortestTime }
            if let enough { return Array(dates[...enough]) }
            if limit >= mostRuns || dates.count < limit { return dates }
        }
        return []
    }

    /// When a schedule that has runs for all its slots needs to be looked at again, at the latest.
    public func nextLook(slots: [Timestamp], at now: Timestamp) -> Timestamp {
        let soonest = now + .seconds(1)
        let nextDay = now + .days(1)
        guard let first = slots.first, let last = slots.last else { return nextDay }
        // Too few within the window: a new one may come into it any day, or is needed when the first is used up.
        if slots.count < fewestRuns { return max(soonest, min(first, nextDay)) }
        // Cut off at the most there may be: half of them are used up.
        if slots.count >= mostRuns, last < now + shortestTime { return max(soonest, slots[slots.count / 2]) }
        let tooFew = slots[slots.count - max(fewestRuns, 1)]
        return max(soonest, min(tooFew, last - shortestTime) + Interval(microseconds: 1))
    }
}
