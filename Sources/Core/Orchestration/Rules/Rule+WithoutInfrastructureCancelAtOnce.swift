extension Rule {
    /// A flow run for which no process exists is cancelled at once: nobody is there who could end it.
    static let withoutInfrastructureCancelAtOnce = Rule(from: [.scheduled, .paused], to: [.cancelling]) {
        transition, proposed, _ in
        guard let initial = transition.initial else { return .pass }
        let hasProcess = transition.run.infrastructurePID?.isEmpty == false
        let cancelled = State(id: proposed.id, type: .cancelled, timestamp: transition.now)
        if initial.type == .scheduled && !hasProcess || initial.name == "Resuming" {
            return .reject(cancelled, reason: "Scheduled flow run has no infrastructure to terminate.")
        }
        if initial.type == .paused, initial.details.pauseReschedule {
            return .reject(cancelled, reason: "Suspended flow run has no infrastructure to terminate.")
        }
        return .pass
    }
}
