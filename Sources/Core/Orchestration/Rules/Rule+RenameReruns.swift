extension Rule {
    /// A task run that runs again says so in its state's name.
    static let renameReruns = Rule(from: .anyOrNone, to: [.running]) { transition, proposed, _ in
        guard let initial = transition.initial, transition.run.progress.runCount > 0 else { return .pass }
        var state = proposed
        state.name = initial.name == "AwaitingRetry" ? "Retrying" : "Rerunning"
        return .accept(state)
    }
}
