extension Rule {
    /// The longest cache key, in characters.
    private static let cacheKeyLimit = 2000

    /// A task run that completes with a cache key keeps its state for later runs.
    static let insertIntoCache = Rule(from: .anyOrNone, to: [.completed]) { _, proposed, _ in
        guard let key = proposed.details.cacheKey, !key.isEmpty else { return .pass }
        let keeping: [RunChange] = [.cache(key: key, expiration: proposed.details.cacheExpiration)]
        guard key.unicodeScalars.count > cacheKeyLimit else { return Ruling(.pass, afterwards: keeping) }
        let reason = "Cache key exceeded maximum allowed length of \(cacheKeyLimit) characters."
        return Ruling(.reject(proposed, reason: reason), afterwards: keeping)
    }
}
