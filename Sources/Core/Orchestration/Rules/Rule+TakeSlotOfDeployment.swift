extension Rule {
    /// A run of a deployment with a limit becomes pending only with a slot, which it has by a lease.
    ///
    /// So early because what is pending may already cost something: a worker starts a machine for it.
    static let takeSlotOfDeployment = Rule(
        from: Set.anyOrNone.subtracting([.pending, .running, .cancelling]), to: [.pending]
    ) { transition, proposed, facts in
        guard let id = transition.run.deploymentID, transition.client?.takesSlotsOfDeployments != true else {
            return .pass
        }
        guard let standing = try facts.runLimit(ofDeployment: id, except: transition.run.id, at: transition.now) else {
            return .abort("Deployment not found.")
        }
        guard let limit = standing.limit else { return .pass }
        guard limit.slots > 0 else {
            return .abort("The deployment concurrency limit is 0. The flow will deadlock if submitted again.")
        }
        guard limit.hasRoom(for: 1) else {
            return .reject(standing.state(instead: proposed, at: transition.now), reason: RunLimit.isFull)
        }
        var state = proposed
        let taking = standing.taking(limit, for: transition.run, entering: &state, at: transition.now)
        return Ruling(.accept(state), slots: [taking])
    }
}

extension RunLimit {
    static let isFull = "Deployment concurrency limit reached."
}

extension RunLimit {
    /// The state of a run for which there is no slot.
    fileprivate func state(instead proposed: State, at now: Timestamp) -> State {
        switch collision {
        case .cancelNew: return State(id: proposed.id, type: .cancelled, timestamp: now, message: RunLimit.isFull)
        case .enqueue:
            var state = State(id: proposed.id, type: .scheduled, name: "AwaitingConcurrencySlot", timestamp: now)
            state.details.scheduledTime = now + wait
            return state
        }
    }
}
