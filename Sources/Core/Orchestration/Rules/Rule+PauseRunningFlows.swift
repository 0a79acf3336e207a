extension Rule {
    /// A flow run pauses only while it runs, and each of its pauses once. One that gives up its process for the pause needs
    /// a deployment to start it again.
    static let pauseRunningFlows = Rule(from: .anyOrNone, to: [.paused]) { transition, proposed, _ in
        let verb = proposed.name == "Suspended" ? "suspend" : "pause"
        let run = transition.run
        guard let initial = transition.initial else { return .abort("Cannot \(verb) flows with no state.") }
        guard initial.type == .running else {
            return .reject(nil, reason: "Cannot \(verb) flows that are not currently running.")
        }
        // A pause without a key of its own is like no other.
        let key = proposed.details.pauseKey ?? proposed.id.derived(for: 2, at: transition.now).description
        if run.policy.pauseKeys.contains(key) { return .reject(nil, reason: "This \(verb) has already fired.") }
        if proposed.details.pauseReschedule {
            if run.parentTaskRunID != nil { return .abort("Cannot \(verb) subflows.") }
            if run.deploymentID == nil { return .abort("Cannot \(verb) flows without a deployment.") }
        }
        return Ruling(.pass, afterwards: [.pauseKeys(run.policy.pauseKeys + [key])])
    }
}
