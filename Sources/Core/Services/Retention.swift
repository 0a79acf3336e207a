/// Deletes what is older than it is to be kept, in pieces so small that no request waits long for the writer.
public struct Retention: Service {
    public let name = "retention"
    public let interval = Interval.minutes(1)
    let periods: RetentionPeriods

    /// Rows of each kind that one transaction deletes at most.
    static let rowsPerTick = 500

    public init(_ periods: RetentionPeriods = RetentionPeriods()) { self.periods = periods }

    public func tick(_ storage: any Storage, at now: Timestamp, effects: Effects) throws -> Tick {
        let ends = periods.ends(at: now)
        guard try storage.read({ try $0.hasRows(olderThan: ends) }) else { return Tick() }
        return try storage.write { tx in
            let most = Retention.rowsPerTick
            let events = try ends.events.map { try tx.deleteEvents(before: $0, atMost: most) } ?? 0
            let logs = try ends.logs.map { try tx.deleteLogs(before: $0, atMost: most) } ?? 0
            let runs = try ends.flowRuns.map { try tx.deleteFlowRuns(overBefore: $0, atMost: most) } ?? 0
            // Runs that a deleted one had called are due now.
            return Tick(hasMore: max(events, logs) >= most || runs > 0)
        }
    }
}

/// How long things are kept; nil for ever.
public struct RetentionPeriods: Sendable, Equatable {
    /// Counted from when an event occurred.
    public var events: Interval? = .days(7)
    /// Counted from when a line was written.
    public var logs: Interval?
    /// Counted from the end of a run. Runs that are not over are always kept.
    public var flowRuns: Interval?

    public init() {}

    /// What is older than these moments goes.
    func ends(at now: Timestamp) -> RetentionEnds {
        RetentionEnds(events: events.map { now - $0 }, logs: logs.map { now - $0 }, flowRuns: flowRuns.map { now - $0 })
    }
}

/// The moments before which nothing is kept; nil where everything is.
public struct RetentionEnds: Sendable {
    public let events: Timestamp?
    public let logs: Timestamp?
    public let flowRuns: Timestamp?
}

/// What retention asks of the database.
public protocol RetentionReading {
    /// True when something is to be deleted.
    func hasRows(olderThan ends: RetentionEnds) throws -> Bool
}

/// What retention deletes. Each answers how many rows went.
public protocol RetentionWriting {
    func deleteEvents(before moment: Timestamp, atMost most: Int) throws -> Int
    func deleteLogs(before moment: Timestamp, atMost most: Int) throws -> Int
    /// Deletes runs that no other run called: their lines of log, their artifacts without a key, their task runs and then they
    /// themselves. The runs that they called count as called by nobody from then on, so they are next.
    func deleteFlowRuns(overBefore moment: Timestamp, atMost most: Int) throws -> Int
}
