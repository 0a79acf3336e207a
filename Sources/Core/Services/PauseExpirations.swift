/// Ends pauses that nobody ended in time: the run has failed.
public struct PauseExpirations: Service {
    public let name = "pause-expirations"
    public let interval = Interval.seconds(5)

    /// Runs looked at in one transaction.
    static let runsPerTick = 200

    public init() {}

    public func tick(_ storage: any Storage, at now: Timestamp, effects: Effects) throws -> Tick {
        guard try storage.read({ try !$0.expiredPauses(at: now, limit: 1).isEmpty }) else { return Tick() }
        return try storage.write { tx in
            let expired = try tx.expiredPauses(at: now, limit: PauseExpirations.runsPerTick)
            for id in expired {
                let state = State(
                    id: effects.newID(at: now), type: .failed, timestamp: now,
                    message: "The flow was paused and never resumed.")
                _ = try StateSetting.setState(ofFlowRun: id, to: state, force: true, at: now, in: tx)
            }
            return Tick(hasMore: expired.count == PauseExpirations.runsPerTick)
        }
    }
}

/// What the services that look after flow runs ask of the database.
public protocol FlowRunServiceReading {
    /// Paused runs whose pause was to end before a moment, the longest expired first.
    func expiredPauses(at now: Timestamp, limit: Int) throws -> [ID]
    /// Task runs that are not over although their flow run was cancelled since a moment. Those that stand for a subflow run
    /// that is not over are left out: they go with it.
    func taskRunsOfCancelledRuns(since: Timestamp, limit: Int) throws -> [ID]
    /// Subflow runs that are not over although the run that called them was cancelled. Runs of deployments that are being
    /// cancelled already are left out.
    func subflowRunsOfCancelledRuns(limit: Int) throws -> [SubflowRun]
    /// Runs that have been about to be cancelled since before a moment.
    func flowRunsCancelling(since: Timestamp, limit: Int) throws -> [ID]
}

/// A flow run that another one called.
public struct SubflowRun: Sendable, Equatable {
    public var id: ID
    /// True when a process of its own executes it, which must be told to stop.
    public var isDeployed: Bool

    public init(id: ID, isDeployed: Bool) {
        self.id = id
        self.isDeployed = isDeployed
    }
}
