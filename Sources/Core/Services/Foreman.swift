/// Finds out what nobody asks work for any more: pools whose workers have all missed their heartbeats, queues and
/// deployments are not ready.
public struct Foreman: Service {
    public let name = "foreman"
    public let interval = Interval.seconds(15)
    /// How long a queue or a deployment may go without being polled.
    let silence: Interval

    /// Rows of each kind that are changed in one transaction.
    static let rowsPerTick = 200

    public init(silence: Interval = WorkQueueFacts.longestSilence) { self.silence = silence }

    public func tick(_ storage: any Storage, at now: Timestamp, effects: Effects) throws -> Tick {
        guard try storage.read({ try !$0.silent(self, limit: 1, at: now).isEmpty }) else { return Tick() }
        return try storage.write { tx in
            let found = try tx.silent(self, limit: Foreman.rowsPerTick, at: now)
            for pool in found.pools { try tx.markNotReady(workPool: pool, at: now) }
            for queue in found.queues { try tx.markNotReady(workQueue: queue, at: now) }
            for deployment in found.deployments { try tx.markNotReady(deployment: deployment, at: now) }
            let most = max(found.pools.count, found.queues.count, found.deployments.count)
            return Tick(hasMore: most == Foreman.rowsPerTick)
        }
    }
}

/// What the foreman asks of the database.
public protocol ForemanReading {
    /// Pools that are ready although no worker is online.
    func readyPoolsWithoutWorkers(limit: Int, at now: Timestamp) throws -> [ID]
    /// Queues that are ready and were last polled before a moment.
    func readyQueues(polledBefore cutoff: Timestamp, limit: Int) throws -> [ID]
    /// Deployments that are ready and, like their queues, were last polled before a moment.
    func readyDeployments(polledBefore cutoff: Timestamp, limit: Int) throws -> [ID]
}

/// What the foreman changes in the database; each change is told in an event.
public protocol ForemanWriting {
    func markNotReady(workPool id: ID, at now: Timestamp) throws
    func markNotReady(workQueue id: ID, at now: Timestamp) throws
    func markNotReady(deployment id: ID, at now: Timestamp) throws
}

/// What nobody asks work for.
private struct Silent {
    var pools: [ID]
    var queues: [ID]
    var deployments: [ID]

    var isEmpty: Bool { pools.isEmpty && queues.isEmpty && deployments.isEmpty }
}

extension ForemanReading {
    fileprivate func silent(_ foreman: Foreman, limit: Int, at now: Timestamp) throws -> Silent {
        Silent(
            pools: try readyPoolsWithoutWorkers(limit: limit, at: now),
            queues: try readyQueues(polledBefore: now - foreman.silence, limit: limit),
            deployments: try readyDeployments(polledBefore: now - foreman.silence, limit: limit))
    }
}
