extension Rule {
    /// Runs beyond the limit of a deployment that cancels them do not pile up as late ones.
    static let cancelNewInsteadOfLate = Rule(from: [.scheduled], to: [.scheduled]) { transition, proposed, facts in
        guard proposed.name == "Late", let id = transition.run.deploymentID,
            let standing = try facts.runLimit(ofDeployment: id, except: transition.run.id, at: transition.now),
            standing.collision == .cancelNew, let limit = standing.limit, !limit.hasRoom(for: 1)
        else { return .pass }
        let cancelled = State(
            id: proposed.id, type: .cancelled, timestamp: transition.now, message: RunLimit.isFull)
        return .reject(
            cancelled, reason: "Deployment concurrency limit is full and uses the CANCEL_NEW strategy.")
    }
}
