/// Stretches of time of one length, in which runs are counted by their expected start.
public struct HistoryIntervals: Sendable, Equatable {
    public let start: Timestamp
    public let length: Interval
    public let count: Int

    /// Intervals that one answer has at most; what lies behind them is left out.
    public static let most = 500

    /// As many intervals as reach from one moment to another; the last may reach further. None when that is no time.
    public init(from start: Timestamp, to end: Timestamp, length: Interval) {
        self.start = start
        self.length = length
        let elapsed = (end - start).microseconds
        guard elapsed > 0, length > .zero else {
            count = 0
            return
        }
        let (whole, rest) = elapsed.quotientAndRemainder(dividingBy: length.microseconds)
        count = Int(min(whole + (rest > 0 ? 1 : 0), Int64(Self.most)))
    }

    /// Where an interval begins, which is where the one before ends.
    public func start(of place: Int) -> Timestamp {
        let (product, overflow) = length.microseconds.multipliedReportingOverflow(by: Int64(place))
        return start + Interval(microseconds: overflow ? .max : product)
    }

    /// Where the last one ends.
    public var end: Timestamp { start(of: count) }
}

/// The runs of one interval that are in one state.
public struct HistoryEntry: Sendable, Equatable {
    /// The place of the interval.
    public var interval: Int
    public var stateType: String
    public var stateName: String
    public var runs: Int64
    /// Seconds of work, what runs that run have done so far included.
    public var runTime: Interval
    /// How much later than expected the runs began, or how late they are now.
    public var lateness: Interval

    public init(
        interval: Int, stateType: String, stateName: String, runs: Int64, runTime: Interval, lateness: Interval
    ) {
        self.interval = interval
        self.stateType = stateType
        self.stateName = stateName
        self.runs = runs
        self.runTime = runTime
        self.lateness = lateness
    }
}

/// What can be asked about many runs at once.
public protocol RunHistoryReading {
    /// The runs of each interval by state, those of the earliest interval first.
    func flowRunHistory(_ query: RunQuery, in intervals: HistoryIntervals, at now: Timestamp) throws -> [HistoryEntry]
    func taskRunHistory(_ query: RunQuery, in intervals: HistoryIntervals, at now: Timestamp) throws -> [HistoryEntry]
    /// The mean of how late runs began or are, in seconds; nil when the filters find none.
    func averageLateness(ofFlowRuns query: RunQuery, at now: Timestamp) throws -> Double?
    /// How many task runs are in each type of state; types without runs are left out.
    func taskRunCounts(_ query: RunQuery) throws -> [StateType: Int64]
    /// Task runs that are over in buckets of one length from a moment on, by when they started.
    func taskRunOutcomes(_ query: RunQuery, from start: Timestamp, bucket: Interval) throws -> [TaskRunOutcomes]
}

/// How many task runs of a bucket went well, and how many did not.
public struct TaskRunOutcomes: Sendable, Equatable {
    public var bucket: Int
    public var completed: Int64
    public var failed: Int64

    public init(bucket: Int, completed: Int64, failed: Int64) {
        self.bucket = bucket
        self.completed = completed
        self.failed = failed
    }
}
