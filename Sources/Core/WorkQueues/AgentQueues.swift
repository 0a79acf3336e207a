extension WorkQueueWriting where Self: WorkPoolWriting & WorkPoolReading {
    /// Makes a queue in the pool of agents, and that pool if it is not there yet. The answer is the queue's id, which is
    /// another one when the queue came with the pool.
    ///
    /// - Parameter pool: the pool of agents as it would be made.
    public func createAgentQueue(_ queue: NewWorkQueue, pool: NewWorkPool, at now: Timestamp) throws -> ID {
        var queue = queue
        if let existing = try workPool(named: WorkPool.ofAgents) {
            queue.workPoolID = existing.id
        } else {
            try createWorkPool(pool, at: now)
            if queue.name == "default" { return pool.defaultQueueID }
            queue.workPoolID = pool.id
        }
        try createWorkQueue(queue, at: now)
        return queue.id
    }
}
