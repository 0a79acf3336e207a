extension Rule {
    /// The lease of its deployment's slot goes with a run from state to state, unless a state names another.
    static let keepLeaseOfDeployment = Rule(from: .anyOrNone, to: .any) { transition, proposed, _ in
        guard proposed.details.deploymentLeaseID == nil, let lease = transition.initial?.details.deploymentLeaseID
        else {
            return .pass
        }
        var state = proposed
        state.details.deploymentLeaseID = lease
        return .accept(state)
    }
}
