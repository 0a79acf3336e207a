/// Says of runs that nobody started in time that they are late, each once.
public struct LateRuns: Service {
    public let name = "late-runs"
    public let interval = Interval.seconds(5)
    /// How long after its time a run may still start without being late.
    let grace: Interval

    /// Runs looked at in one transaction.
    static let runsPerTick = 200

    public init(grace: Interval = .seconds(15)) { self.grace = grace }

    public func tick(_ storage: any Storage, at now: Timestamp, effects: Effects) throws -> Tick {
        let cutoff = now - grace
        guard try storage.read({ try !$0.overdueFlowRuns(before: cutoff, limit: 1).isEmpty }) else { return Tick() }
        return try storage.write { tx in
            let overdue = try tx.overdueFlowRuns(before: cutoff, limit: LateRuns.runsPerTick)
            var marked = 0
            for run in overdue {
                let state = State.late(since: run.time, id: effects.newID(at: now), at: now)
                let decision = try StateSetting.setState(
                    ofFlowRun: run.id, to: state, force: false, policy: .markLate, chance: effects.random(), at: now,
                    in: tx)
                if decision.entered != nil { marked += 1 }
            }
            // A tick that marked nothing would only find the same runs again.
            return Tick(hasMore: overdue.count == LateRuns.runsPerTick && marked > 0)
        }
    }
}

/// What the service that marks late runs asks of the database.
public protocol LateRunReading {
    /// Runs that are scheduled, not late yet, and were to start by a moment; the longest overdue first.
    func overdueFlowRuns(before cutoff: Timestamp, limit: Int) throws -> [OverdueRun]
}

/// A run whose time has come and gone.
public struct OverdueRun: Sendable, Equatable {
    public var id: ID
    /// When it was to start.
    public var time: Timestamp

    public init(id: ID, time: Timestamp) {
        self.id = id
        self.time = time
    }
}

extension State {
    /// A state in which a run still waits although its time has come.
    fileprivate static func late(since moment: Timestamp, id: ID, at now: Timestamp) -> State {
        var state = State.scheduled(for: moment, id: id, at: now)
        state.name = "Late"
        return state
    }
}
