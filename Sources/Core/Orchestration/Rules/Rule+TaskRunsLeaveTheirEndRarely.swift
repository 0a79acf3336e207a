extension Rule {
    /// A task run that is over starts again unless it completed with a result, and then has all its retries again.
    static let taskRunsLeaveTheirEndRarely = Rule(from: .final, to: .any) { transition, proposed, facts in
        guard let initial = transition.initial else { return .pass }
        if [.cancelling, .paused, .crashed].contains(proposed.type) {
            return .abort("Run is already \(initial.type.rawValue).")
        }
        if initial.type == .completed, initial.hasPersistedResult {
            return .reject(nil, reason: "This run is already completed.")
        }
        let changes: [RunChange] = proposed.type.isFinal ? [] : [.runCount(0)]
        guard proposed.type == .running, let id = transition.run.flowRunID, let flowRun = try facts.flowRunFacts(id),
            transition.run.flowRunRunCount < flowRun.progress.runCount
        else { return Ruling(.pass, changes: changes) }
        var state = proposed
        state.name = "Retrying"
        return Ruling(.accept(state), changes: changes)
    }
}
