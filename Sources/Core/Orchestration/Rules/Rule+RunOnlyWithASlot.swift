extension Rule {
    /// A pending run that begins to run still has its slot, or gets another; its lease then lasts as long as at first.
    ///
    /// A run that took too long to start may have lost its slot to another, and there is nothing to wait with: its process
    /// is there already. Clients that would not renew the lease are let through.
    static let runOnlyWithASlot = Rule(from: [.pending], to: [.running]) { transition, proposed, facts in
        var state = proposed
        state.details.deploymentLeaseID = transition.initial?.details.deploymentLeaseID
        // Nobody names a lease here that the run did not get from the server.
        guard let lease = state.details.deploymentLeaseID else { return .accept(state) }
        guard transition.client?.renewsLeases == true, let id = transition.run.deploymentID,
            let standing = try facts.runLimit(ofDeployment: id, except: transition.run.id, at: transition.now),
            let limit = standing.limit
        else { return .accept(state) }
        if try facts.hasLease(lease) {
            return Ruling(.accept(state), slots: [.renew(lease: lease, until: transition.now + standing.grace)])
        }
        guard limit.hasRoom(for: 1) else {
            let cancelled = State(
                id: proposed.id, type: .cancelled, timestamp: transition.now,
                message:
                    "Deployment concurrency slot lost during provisioning - no slots available to continue execution")
            return .reject(cancelled, reason: "Deployment concurrency limit reached after lease expiry.")
        }
        let taking = standing.taking(limit, for: transition.run, entering: &state, at: transition.now)
        return Ruling(.accept(state), slots: [taking])
    }
}
