extension Rule {
    /// A task run that completes with a cache key keeps its state for later runs.
    static let insertIntoCache = Rule(from: .anyOrNone, to: [.completed]) { _, proposed, facts in
        guard let key = proposed.details.cacheKey, !key.isEmpty else { return .pass }
        let keeping: [RunChange] = [.cache(key: key, expiration: proposed.details.cacheExpiration)]
        let most = facts.bounds.cacheKeyLength
        guard key.unicodeScalars.count > most else { return Ruling(.pass, afterwards: keeping) }
        let reason = "Cache key exceeded maximum allowed length of \(most) characters."
        return Ruling(.reject(proposed, reason: reason), afterwards: keeping)
    }
}
