public import JSON

/// Whether a queue is served as it should be: no run is late, and somebody asked for work a moment ago.
public struct WorkQueueHealth: Sendable, Equatable {
    public var lateRuns: Int
    public var lastPolled: Timestamp?
    public var isHealthy: Bool

    public init(lateRuns: Int, lastPolled: Timestamp?, at now: Timestamp) {
        self.lateRuns = lateRuns
        self.lastPolled = lastPolled
        let isPolled = lastPolled.map { now - $0 <= WorkQueueFacts.longestSilence } ?? false
        isHealthy = lateRuns == 0 && isPolled
    }

    /// What the API answers.
    public var json: JSONValue {
        [
            "healthy": .bool(isHealthy), "late_runs_count": .int(Int64(lateRuns)),
            "last_polled": lastPolled.map { .string($0.description) } ?? .null,
            "health_check_policy": [
                "maximum_late_runs": 0,
                "maximum_seconds_since_last_polled": .int(WorkQueueFacts.longestSilence.microseconds / 1_000_000),
            ],
        ]
    }
}
