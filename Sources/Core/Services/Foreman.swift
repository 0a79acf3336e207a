/// Finds out who has fallen silent: workers that miss their heartbeats go offline, and what nobody asks work for any more
/// (pools, queues, deployments) is not ready.
public struct Foreman: Service {
    public let name = "foreman"
    public let interval = Interval.seconds(15)
    /// Heartbeats that a worker may miss.
    let heartbeats: Int64
    /// Seconds between heartbeats of a worker that does not say.
    let usualInterval: Int64
    /// How long a queue or a deployment may go without being polled.
    let silence: Interval

    /// Rows of each kind that are changed in one transaction.
    static let rowsPerTick = 200

    public init(
        heartbeats: Int64 = Worker.heartbeatsMissed, usualInterval: Int64 = Worker.usualInterval,
        silence: Interval = WorkQueueFacts.longestSilence
    ) {
        self.heartbeats = heartbeats
        self.usualInterval = usualInterval
        self.silence = silence
    }

    public func tick(_ storage: any Storage, at now: Timestamp, effects: Effects) throws -> Tick {
        guard try storage.read({ try !$0.silent(self, limit: 1, at: now).isEmpty }) else { return Tick() }
        return try storage.write { tx in
            let found = try tx.silent(self, limit: Foreman.rowsPerTick, at: now)
            try tx.markWorkersOffline(found.workers, at: now)
            // Only now is it known which pools are left without a worker.
            let pools = try tx.readyPoolsWithoutWorkers(limit: Foreman.rowsPerTick)
            for pool in pools { try tx.markNotReady(workPool: pool, at: now) }
            for queue in found.queues { try tx.markNotReady(workQueue: queue, at: now) }
            for deployment in found.deployments { try tx.markNotReady(deployment: deployment, at: now) }
            let most = max(found.workers.count, pools.count, found.queues.count, found.deployments.count)
            return Tick(hasMore: most == Foreman.rowsPerTick)
        }
    }
}

/// What the foreman asks of the database.
public protocol ForemanReading {
    /// Workers that are online and whose last heartbeat is longer ago than `multiple` of their intervals.
    func silentWorkers(multiple: Int64, usualInterval: Int64, limit: Int, at now: Timestamp) throws -> [ID]
    /// Pools that are ready although no worker is online.
    func readyPoolsWithoutWorkers(limit: Int) throws -> [ID]
    /// Queues that are ready and were last polled before a moment.
    func readyQueues(polledBefore cutoff: Timestamp, limit: Int) throws -> [ID]
    /// Deployments that are ready and, like their queues, were last polled before a moment.
    func readyDeployments(polledBefore cutoff: Timestamp, limit: Int) throws -> [ID]
}

/// What the foreman changes in the database; each change but the first is told in an event.
public protocol ForemanWriting {
    func markWorkersOffline(_ ids: [ID], at now: Timestamp) throws
    func markNotReady(workPool id: ID, at now: Timestamp) throws
    func markNotReady(workQueue id: ID, at now: Timestamp) throws
    func markNotReady(deployment id: ID, at now: Timestamp) throws
}

/// Who has fallen silent.
private struct Silent {
    var workers: [ID]
    var pools: [ID]
    var queues: [ID]
    var deployments: [ID]

    var isEmpty: Bool { workers.isEmpty && pools.isEmpty && queues.isEmpty && deployments.isEmpty }
}

extension ForemanReading {
    fileprivate func silent(_ foreman: Foreman, limit: Int, at now: Timestamp) throws -> Silent {
        Silent(
            workers: try silentWorkers(
                multiple: foreman.heartbeats, usualInterval: foreman.usualInterval, limit: limit, at: now),
            pools: try readyPoolsWithoutWorkers(limit: limit),
            queues: try readyQueues(polledBefore: now - foreman.silence, limit: limit),
            deployments: try readyDeployments(polledBefore: now - foreman.silence, limit: limit))
    }
}
