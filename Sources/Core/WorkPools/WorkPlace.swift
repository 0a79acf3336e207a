/// Where runs are to wait, as a client names it: a work pool, a queue of that pool, or a queue of agents.
///
/// Agents know no pools. A queue that is named alone is one of theirs, in the pool that they share.
public struct WorkPlace: Sendable, Equatable {
    public var pool: String?
    public var queue: String?

    /// An empty name is none.
    public init(pool: String? = nil, queue: String? = nil) {
        self.pool = pool.flatMap { $0.isEmpty ? nil : $0 }
        self.queue = queue.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The pool that is named; nil when none is. Throws `notFound` for one that is not there.
    public func pool(in tx: any WorkPoolReading) throws -> WorkPoolFacts? {
        guard let pool else { return nil }
        guard let found = try tx.workPool(named: pool) else { throw WorkPlace.noPool(pool) }
        return found
    }

    /// The queue that is meant, made where it is missing; the pool's default queue when none is named; nil when nothing
    /// is named at all. Throws `notFound` for a pool that is not there.
    public func queue(
        effects: Effects, at now: Timestamp,
        in tx: any WorkPoolReading & WorkPoolWriting & WorkQueueReading & WorkQueueWriting
    ) throws -> ID? {
        guard let pool = try pool(in: tx) else { return try queueOfAgents(effects: effects, at: now, in: tx) }
        guard let queue else { return pool.defaultQueueID }
        if let known = try tx.workQueue(named: queue, inPool: pool.id) { return known.id }
        let id = effects.newID(at: now)
        try tx.createWorkQueue(NewWorkQueue(id: id, workPoolID: pool.id, name: queue), at: now)
        return id
    }

    /// The queue of a run of its own: it must be there. nil when no pool is named.
    public func existingQueue(in tx: any WorkPoolReading & WorkQueueReading) throws -> ID? {
        guard let pool else { return nil }
        guard let queue else { return try self.pool(in: tx)?.defaultQueueID }
        guard let found = try tx.workPool(named: pool),
            let known = try tx.workQueue(named: queue, inPool: found.id)
        else { throw Failure.notFound("Work pool queue '\(pool)/\(queue)' not found.") }
        return known.id
    }

    /// The first queue of agents makes their pool. A new one is served before the others, as the real server has it.
    private func queueOfAgents(
        effects: Effects, at now: Timestamp,
        in tx: any WorkPoolReading & WorkPoolWriting & WorkQueueReading & WorkQueueWriting
    ) throws -> ID? {
        guard let queue else { return nil }
        if let pool = try tx.workPool(named: WorkPool.ofAgents),
            let known = try tx.workQueue(named: queue, inPool: pool.id)
        {
            return known.id
        }
        let ids = effects.newIDs(3, at: now)
        return try tx.createAgentQueue(
            NewWorkQueue(id: ids[0], workPoolID: ids[1], name: queue, priority: 1),
            pool: NewWorkPool(id: ids[1], defaultQueueID: ids[2], name: WorkPool.ofAgents, type: WorkPool.agentType),
            at: now)
    }

    private static func noPool(_ name: String) -> Failure { .notFound("Work pool \"\(name)\" not found.") }
}
