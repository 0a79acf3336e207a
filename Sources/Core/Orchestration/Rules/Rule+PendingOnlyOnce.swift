import JSON

extension Rule {
    /// Two workers that submit the same run: the second finds it pending, running or being cancelled and is told to stop.
    ///
    /// A pending run may go through named stages such as `Submitting`, and takes along what is known of its start.
    static let pendingOnlyOnce = Rule(from: [.pending, .cancelling, .running, .cancelled], to: [.pending]) {
        transition, proposed, _ in
        guard let initial = transition.initial else { return .pass }
        guard initial.type == .pending, proposed.name != initial.name, proposed.name != "Pending" else {
            return .abort(
                "This run is in a \(initial.type.rawValue) state and cannot transition to a PENDING state.")
        }
        var state = proposed
        for member in ["scheduled_time", "deployment_concurrency_lease_id"] {
            state.details.members[member] = initial.details.members[member]
        }
        return .accept(state)
    }
}
