extension Policy {
    /// Asks each rule in turn and works out what is to be stored.
    ///
    /// A rule is asked while the proposed state is of the type that was asked for. The changes of a rule count only when
    /// the transition is in the end still of the type that the rule left.
    public func decide(_ transition: Transition, reading facts: any OrchestrationReading) throws -> Decision {
        var transition = transition
        var status = Decision.Status.accepted
        var rulings: [(left: StateType?, ruling: Ruling)] = []
        let before = transition.run
        for rule in rules where rule.from.contains(before.state?.type) && rule.to.contains(transition.intended) {
            guard let proposed = transition.proposed, proposed.type == transition.intended else { break }
            let ruling = try rule.judge(transition, proposed, facts)
            switch ruling.verdict {
            case .pass: break
            case .accept(let state): transition.proposed = state
            case .reject(let state, let reason):
                transition.proposed = state
                status = .rejected(reason: reason)
            case .wait(let seconds, let reason):
                transition.proposed = nil
                status = .wait(seconds: seconds, reason: reason)
            case .abort(let reason):
                transition.proposed = nil
                status = .aborted(reason: reason)
            }
            for change in ruling.changes { transition.run.make(change) }
            rulings.append((transition.proposed?.type, ruling))
        }
        let holding = rulings.filter { $0.left == transition.proposed?.type }.map(\.ruling)
        var decision = Decision(status: status, before: before, run: before, entered: nil)
        for change in holding.flatMap(\.changes) { decision.run.make(change) }
        decision.slotChanges = holding.flatMap(\.slots)
        if let state = transition.proposed { try decision.enter(state, reading: facts) }
        for change in holding.flatMap(\.afterwards) {
            decision.run.make(change)
            if case .cache(let key, let expiration) = change {
                decision.cacheKey = key
                decision.cacheExpiration = expiration
            }
        }
        for consequence in consequences { decision.slotChanges += consequence.follow(decision) }
        return decision
    }
}

extension Decision {
    /// The bookkeeping that every change of state brings, whatever the rules said.
    fileprivate mutating func enter(_ state: State, reading facts: any OrchestrationReading) throws {
        var state = state
        // Two states of a run never share a moment, so that their order is plain.
        while try facts.hasState(of: run, at: state.timestamp) {
            state.timestamp = state.timestamp + Interval(microseconds: 1)
        }
        state.details.belong(to: run)
        result = StateResult(of: state.data)
        if let result { state.data = result.data }
        run.progress.enter(state, after: before.state, isResuming: run.kind == .flowRun && run.policy.isResuming)
        if run.kind == .flowRun, state.type == .running || state.type.isFinal { run.policy.isResuming = false }
        run.state = state
        run.taskRunIDOfState = run.parentTaskRunID
        entered = state
    }
}

extension RunFacts {
    fileprivate mutating func make(_ change: RunChange) {
        switch change {
        case .runCount(let count): progress.runCount = count
        case .flowRunRunCount(let count): flowRunRunCount = count
        case .pauseKeys(let keys): policy.pauseKeys = keys
        case .resuming(let flag): policy.isResuming = flag
        case .retryType(let type): policy.retryType = type
        case .cache: break
        }
    }
}
