/// Cancels what a cancelled run has left running: its task runs, the runs that it called, and runs that never came to
/// the end of being cancelled.
public struct CancellationCleanup: Service {
    public let name = "cancellation-cleanup"
    public let interval = Interval.seconds(20)
    /// How long a run may be about to be cancelled.
    let patience: Interval

    /// Runs changed in one transaction.
    static let runsPerTick = 200
    /// How long after a run was cancelled its tasks are looked for: clients may tell of them late.
    static let lookBack = Interval.days(1)

    public init(patience: Interval = .minutes(5)) { self.patience = patience }

    public func tick(_ storage: any Storage, at now: Timestamp, effects: Effects) throws -> Tick {
        let since = now - CancellationCleanup.lookBack
        let cutoff = now - patience
        let isNeeded = try storage.read { tx in
            try !tx.taskRunsOfCancelledRuns(since: since, limit: 1).isEmpty
                || !tx.subflowRunsOfCancelledRuns(limit: 1).isEmpty
                || !tx.flowRunsCancelling(since: cutoff, limit: 1).isEmpty
        }
        guard isNeeded else { return Tick() }
        return try storage.write { tx in
            let limit = CancellationCleanup.runsPerTick
            func cancelled(_ message: String) -> State {
                State(id: effects.newID(at: now), type: .cancelled, timestamp: now, message: message)
            }
            let message = "The parent flow run was cancelled."
            var changed = 0
            // First the runs below: the task runs that stand for them follow them.
            let subflows = try tx.subflowRunsOfCancelledRuns(limit: limit)
            for run in subflows {
                var state = cancelled(message)
                if run.isDeployed {
                    state = State(id: state.id, type: .cancelling, timestamp: now, message: message)
                }
                let decision = try StateSetting.setState(ofFlowRun: run.id, to: state, force: true, at: now, in: tx)
                if decision.entered != nil { changed += 1 }
            }
            let tasks = try tx.taskRunsOfCancelledRuns(since: since, limit: limit)
            for id in tasks {
                let decision = try StateSetting.setState(
                    ofTaskRun: id, to: cancelled(message), force: true, at: now, in: tx)
                if decision.entered != nil { changed += 1 }
            }
            let stuck = try tx.flowRunsCancelling(since: cutoff, limit: limit)
            for id in stuck {
                let state = cancelled("Flow run cancellation timed out; marked this flow run as Cancelled.")
                let decision = try StateSetting.setState(ofFlowRun: id, to: state, force: false, at: now, in: tx)
                if decision.entered != nil { changed += 1 }
            }
            // Runs that were cancelled here may have children of their own. A tick that changed nothing would only find
            // the same runs again.
            return Tick(hasMore: changed > 0)
        }
    }
}
