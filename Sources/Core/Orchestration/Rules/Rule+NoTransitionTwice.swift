extension Rule {
    /// A client that heard no answer asks again with the same transition id; the second time changes nothing.
    static let noTransitionTwice = Rule(from: .anyOrNone, to: .any) { transition, proposed, _ in
        guard let id = proposed.details.transitionID, id == transition.initial?.details.transitionID else {
            return .pass
        }
        return .reject(nil, reason: "This run has already made this state transition.")
    }
}
