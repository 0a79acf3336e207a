/// What an agent gets that asks a queue for runs. The pool's own limit and pause are not looked at, as on the real server.
public struct QueuePoll: Sendable {
    public var queue: WorkQueueFacts

    public init(_ queue: WorkQueueFacts) { self.queue = queue }

    /// The runs to hand out, the first to be started first.
    public func runs(through moment: Timestamp?, limit: Int, in tx: any PollReading) throws -> [ID] {
        guard !queue.isPaused else { return [] }
        let selection = queue.filter.map(WorkQueueSelection.init)
        var wanted = WaitingRuns(through: moment, limit: limit)
        if let slots = queue.concurrencyLimit {
            let taken =
                try selection.map { try tx.countRunsHoldingSlots($0) }
                ?? tx.countRunsHoldingSlots(ofQueueOfAgents: queue)
            wanted.limit = min(limit, FreeSlots.of(slots, taken: taken))
        }
        guard wanted.limit > 0 else { return [] }
        return try selection.map { try tx.runs($0, wanted) } ?? tx.runs(inQueueOfAgents: queue, wanted)
    }
}
