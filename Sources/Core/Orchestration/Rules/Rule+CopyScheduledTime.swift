extension Rule {
    /// A run that becomes pending keeps the time for which it was scheduled, unless it is given another.
    static let copyScheduledTime = Rule(from: [.scheduled], to: [.pending]) { transition, proposed, _ in
        guard proposed.details.scheduledTime == nil else { return .pass }
        var state = proposed
        state.details.scheduledTime = transition.initial?.details.scheduledTime
        return .accept(state)
    }
}
