extension Rule {
    /// A task run that fails is tried again while it has retries left, unless the client says that there is no use in it.
    static let retryFailedTasks = Rule(from: [.running], to: [.failed]) { transition, proposed, _ in
        let run = transition.run
        guard let retries = run.policy.retries, run.progress.runCount <= retries,
            proposed.details.isRetriable != false
        else { return .pass }
        let seconds = run.policy.delay(beforeRetry: Int(run.progress.runCount), chance: transition.chance)
        return .reject(.awaitingRetry(of: proposed, after: seconds, at: transition.now), reason: "Retrying")
    }
}

extension RunPolicy {
    /// Seconds to wait before a retry, counted from 1. With jitter, anything between the delay less and the delay more
    /// that part of it, so that tasks which failed together do not come back together.
    func delay(beforeRetry number: Int, chance: UInt64) -> Double {
        let delays = retryDelays
        guard let last = delays.last else { return 0 }
        let delay = delays.indices.contains(number - 1) ? delays[number - 1] : last
        guard retryJitter > 0, delay > 0 else { return delay }
        let least = delay * max(0, 1 - retryJitter)
        let most = delay * (1 + retryJitter)
        return least + (most - least) * (Double(chance >> 11) / Double(1 << 53))
    }
}
