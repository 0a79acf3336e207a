extension Rule {
    /// A task run whose result is known takes the state that is kept under its cache key, and does not run.
    static let retrieveFromCache = Rule(from: .anyOrNone, to: [.running]) { transition, proposed, facts in
        guard let key = proposed.details.cacheKey, !key.isEmpty, proposed.details.refreshesCache != true,
            var state = try facts.cachedState(key: key, at: transition.now)
        else { return .pass }
        state.id = proposed.id
        state.name = "Cached"
        state.timestamp = transition.now
        return .reject(state, reason: "Retrieved state from cache")
    }
}
