extension Rule {
    /// Only a run that is scheduled, and not yet late, becomes late.
    static let onlyScheduledRunsBecomeLate = Rule(from: .anyOrNone, to: [.scheduled]) { transition, proposed, _ in
        guard let initial = transition.initial, proposed.name == "Late" else { return .pass }
        if initial.type != .scheduled { return .reject(nil, reason: "Only scheduled flows can be marked late.") }
        if initial.name == "Late" { return .reject(nil, reason: "This flow run is already marked late.") }
        return .pass
    }
}
