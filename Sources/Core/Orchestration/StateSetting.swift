/// Changing the state of runs: the way through rules, bookkeeping and what follows in other runs.
public enum StateSetting {
    /// Sets a flow run's state as far as the rules allow. Throws ``Failure/runNotFound(_:)``.
    public static func setState(
        ofFlowRun id: ID, to state: State, force: Bool, policy: Policy? = nil, chance: UInt64 = 0,
        client: ClientVersion? = nil, at now: Timestamp, in tx: any OrchestrationReading & OrchestrationWriting
    ) throws -> Decision {
        guard let run = try tx.flowRunFacts(id) else { throw Failure.runNotFound("Flow run with id \(id) not found") }
        let policy = policy ?? .governing(.flowRun, entering: state, force: force)
        let transition = Transition(run: run, proposed: state, now: now, chance: chance, client: client)
        let decision = try policy.decide(transition, reading: tx)
        if decision.changesSomething { try tx.keep(decision, at: now) }
        if let entered = decision.entered, let parent = run.parentTaskRunID {
            try mirror(entered, ofSubflow: id, in: parent, at: now, in: tx)
        }
        return decision
    }

    /// Sets a task run's state as far as the rules allow. Throws ``Failure/runNotFound(_:)``.
    public static func setState(
        ofTaskRun id: ID, to state: State, force: Bool, chance: UInt64 = 0, at now: Timestamp,
        in tx: any OrchestrationReading & OrchestrationWriting
    ) throws -> Decision {
        guard let run = try tx.taskRunFacts(id) else { throw Failure.runNotFound("Task run with id \(id) not found") }
        let policy = Policy.governing(.taskRun, entering: state, force: force)
        let decision = try policy.decide(Transition(run: run, proposed: state, now: now, chance: chance), reading: tx)
        if decision.changesSomething { try tx.keep(decision, at: now) }
        return decision
    }

    /// Gives the task run that stands for a subflow the subflow's state. One that was deleted is passed over.
    public static func mirror(
        _ state: State, ofSubflow id: ID, in parent: ID, at now: Timestamp,
        in tx: any OrchestrationReading & OrchestrationWriting
    ) throws {
        guard try tx.taskRunFacts(parent) != nil else { return }
        var copy = state
        copy.id = state.id.derived(for: 1, at: now)
        copy.timestamp = now
        copy.details.childFlowRunID = id
        _ = try setState(ofTaskRun: parent, to: copy, force: true, at: now, in: tx)
    }
}
