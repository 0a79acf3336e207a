extension Consequence {
    /// A flow run that is no longer under way needs its deployment's slot no more, and one that is over needs nothing.
    ///
    /// A run that is tried again by its own process keeps its slot, and the process goes on renewing the lease.
    static let freeSlotsOfFlowRuns = Consequence { decision in
        guard let entered = decision.entered, decision.before.state != nil else { return [] }
        let holder = SlotHolder(decision.run)
        if entered.type.isFinal { return [.free(.holder(holder))] }
        if [.pending, .running, .cancelling].contains(entered.type) { return [] }
        if case .rejected = decision.status, entered.name == "AwaitingRetry" { return [] }
        return [.free(.byRule(holder))]
    }

    /// A task run that does not run, and is not being stopped, holds nothing.
    static let freeSlotsOfTaskRuns = Consequence { decision in
        guard let entered = decision.entered, decision.before.state != nil,
            entered.type != .running, entered.type != .cancelling
        else { return [] }
        return [.free(.holder(SlotHolder(decision.run)))]
    }
}
