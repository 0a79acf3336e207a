extension Rule {
    /// A flow run that is over starts again only where nothing is lost by it.
    ///
    /// It cannot be stopped any more; one that completed with a result stays completed; only one with a deployment can be
    /// scheduled again. One that starts again forgets its pauses.
    static let flowRunsLeaveTheirEndRarely = Rule(from: .final, to: .any) { transition, proposed, _ in
        guard let initial = transition.initial else { return .pass }
        if [.cancelling, .paused, .crashed].contains(proposed.type) {
            return .abort("Run is already in terminal state \(initial.type.rawValue).")
        }
        if initial.type == .completed, initial.hasPersistedResult {
            if !proposed.type.isFinal { return .reject(nil, reason: "Run is already COMPLETED.") }
            if proposed.wouldLoseResult(of: initial) { return .reject(nil, reason: State.resultWouldBeLost) }
        }
        if proposed.type == .scheduled, transition.run.deploymentID == nil {
            return .abort("Cannot reschedule a run without an associated deployment.")
        }
        guard !proposed.type.isFinal else { return .pass }
        let retry = proposed.type == .scheduled ? "reschedule" : nil
        return Ruling(.pass, changes: [.resuming(false), .pauseKeys([]), .retryType(retry)])
    }
}
