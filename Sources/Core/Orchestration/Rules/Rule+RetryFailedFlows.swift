import JSON

extension Rule {
    /// A flow run that fails is tried again by its process while it has retries left.
    static let retryFailedFlows = Rule(from: [.running], to: [.failed]) { transition, proposed, _ in
        let run = transition.run
        guard let retries = run.policy.retries, run.progress.runCount <= retries else {
            return Ruling(.pass, changes: [.retryType(nil)])
        }
        var retry = State.awaitingRetry(of: proposed, after: run.policy.retryDelays.first ?? 0, at: transition.now)
        retry.details.members["deployment_concurrency_lease_id"] =
            transition.initial?.details.members["deployment_concurrency_lease_id"]
        return Ruling(
            .reject(retry, reason: "Retrying"),
            changes: [.resuming(false), .pauseKeys([]), .retryType("in_process")])
    }
}

extension State {
    /// The state of a run that failed and is to be tried again after so many seconds.
    static func awaitingRetry(of failed: State, after seconds: Double, at now: Timestamp) -> State {
        var state = State(
            id: failed.id, type: .scheduled, name: "AwaitingRetry", timestamp: now, message: failed.message,
            data: failed.data)
        state.details.scheduledTime = now + (Interval(seconds: seconds) ?? .zero)
        return state
    }
}
