/// What a worker gets that asks a work pool for runs.
///
/// Queues are served by their priority, each as far as its limit allows, until the pool's limit is reached. Pending and
/// running runs take up slots. Nothing is reserved: which of two workers starts a run is settled when its state is set.
public struct PoolPoll: Sendable {
    public var pool: WorkPoolFacts
    /// All queues of the pool, in the order of their priority.
    public var queues: [WorkQueueFacts]
    /// Serves only these.
    public var chosen: Set<ID>?

    public init(pool: WorkPoolFacts, queues: [WorkQueueFacts], chosen: Set<ID>? = nil) {
        self.pool = pool
        self.queues = queues
        self.chosen = chosen
    }

    /// A run that is handed out, with the queue it waits in.
    public struct Find: Sendable, Equatable {
        public var run: ID
        public var queue: ID

        public init(run: ID, queue: ID) {
            self.run = run
            self.queue = queue
        }
    }

    /// The runs to hand out, the first to be started first.
    public func runs(_ wanted: WaitingRuns, in tx: any PollReading) throws -> [Find] {
        guard !pool.isPaused else { return [] }
        var left = wanted.limit
        if let limit = pool.concurrencyLimit {
            left = min(left, FreeSlots.of(limit, taken: try tx.countRunsHoldingSlots(ofQueues: queues.map(\.id))))
        }
        var found: [Find] = []
        for queue in queues where !queue.isPaused && chosen?.contains(queue.id) ?? true {
            guard left > 0 else { break }
            var share = left
            if let limit = queue.concurrencyLimit {
                share = min(share, FreeSlots.of(limit, taken: try tx.countRunsHoldingSlots(ofQueues: [queue.id])))
            }
            guard share > 0 else { continue }
            let runs = try tx.runs(inQueue: queue.id, .init(from: wanted.from, through: wanted.through, limit: share))
            found += runs.map { Find(run: $0, queue: queue.id) }
            left -= runs.count
        }
        return found
    }
}

/// What a limit leaves.
enum FreeSlots {
    /// Never less than nothing: a limit may have been lowered below what runs.
    static func of(_ limit: Int64, taken: Int) -> Int { max(0, Int(clamping: limit) - taken) }
}
