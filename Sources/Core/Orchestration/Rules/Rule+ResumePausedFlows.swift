extension Rule {
    /// A paused flow run goes on, is stopped or ends; when its pause has lasted too long, it has failed.
    ///
    /// Whatever comes of it, the run counts as resuming, so that going on is not counted as another attempt.
    static let resumePausedFlows = Rule(from: [.paused], to: .any) { transition, proposed, _ in
        guard let initial = transition.initial else { return .pass }
        let resuming: [RunChange] = [.resuming(true)]
        func reject(_ state: State?, _ reason: String) -> Ruling {
            Ruling(.reject(state, reason: reason), afterwards: resuming)
        }
        guard [.running, .scheduled, .cancelling].contains(proposed.type) || proposed.type.isFinal else {
            return reject(
                nil,
                "This run cannot transition to the StateType.\(proposed.type.rawValue) state from the "
                    + "StateType.\(initial.type.rawValue) state.")
        }
        let name = proposed.name.lowercased()
        if initial.details.pauseReschedule, transition.run.deploymentID == nil {
            return reject(nil, "Cannot reschedule a \(name) flow run without a deployment.")
        }
        if proposed.type != .cancelling, let timeout = initial.details.pauseTimeout, timeout < transition.now {
            let failed = State(
                id: proposed.id, type: .failed, timestamp: transition.now,
                message: "The flow was \(name) and never resumed.")
            let verb = proposed.name == "Suspended" ? "suspend" : "pause"
            return reject(failed, "The flow run \(verb) has timed out and can no longer resume.")
        }
        return Ruling(.pass, afterwards: resuming)
    }
}
