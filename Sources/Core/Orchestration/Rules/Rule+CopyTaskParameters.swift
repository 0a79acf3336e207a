extension Rule {
    /// A waiting task run keeps the reference to its parameters until it runs, unless it is given another.
    static let copyTaskParameters = Rule(from: [.scheduled, .pending], to: [.pending, .running]) {
        transition, proposed, _ in
        guard proposed.details.taskParametersID == nil else { return .pass }
        var state = proposed
        state.details.taskParametersID = transition.initial?.details.taskParametersID
        return .accept(state)
    }
}
