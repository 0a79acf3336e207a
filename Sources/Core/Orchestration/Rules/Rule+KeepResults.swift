import JSON

extension Rule {
    /// Even by force, a completed flow run's result is not replaced by nothing.
    static let keepResults = Rule(from: .final, to: .final) { transition, proposed, _ in
        guard let initial = transition.initial, proposed.wouldLoseResult(of: initial) else { return .pass }
        return .reject(nil, reason: State.resultWouldBeLost)
    }
}

extension State {
    static let resultWouldBeLost =
        "Cannot overwrite a COMPLETED state that carries persisted result data with one that does not."

    /// True when the state refers to a result that was kept somewhere.
    var hasPersistedResult: Bool {
        guard let data = data?.object, !data.isEmpty else { return false }
        return data["type"] != "unpersisted"
    }

    /// True when both are completed and only the other has a result.
    func wouldLoseResult(of other: State) -> Bool {
        type == .completed && other.type == .completed && other.hasPersistedResult && data?.isPersistedResult != true
    }
}

extension JSONValue {
    /// Any object can be a reference to a result, unless it says that there is none.
    fileprivate var isPersistedResult: Bool { object != nil && self["type"] != "unpersisted" }
}
