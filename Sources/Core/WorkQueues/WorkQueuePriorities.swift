/// The order in which a pool's queues are served: unique whole numbers from 1, changed as little as a wish makes necessary.
public enum WorkQueuePriorities {
    /// The first number that no queue has.
    public static func firstFree(_ taken: [Int64]) -> Int64 {
        var candidate: Int64 = 1
        for priority in taken.sorted() where priority == candidate { candidate += 1 }
        return candidate
    }

    /// The priorities that have to change so that queues get those they ask for: whoever stands there moves back.
    ///
    /// - Parameter queues: all queues of the pool as they stand, in any order.
    public static func changes(
        _ queues: [(id: ID, priority: Int64)], wishes: [ID: Int64]
    ) -> [(id: ID, priority: Int64)] {
        let wanted = queues.map { (id: $0.id, priority: wishes[$0.id] ?? $0.priority, isWish: wishes[$0.id] != nil) }
        let inOrder = wanted.sorted { ($0.priority, $0.isWish ? 0 : 1) < ($1.priority, $1.isWish ? 0 : 1) }
        let old = Dictionary(queues.map { ($0.id, $0.priority) }, uniquingKeysWith: { first, _ in first })
        var last: Int64 = 0
        var changes: [(id: ID, priority: Int64)] = []
        for queue in inOrder {
            last = max(queue.priority, last + 1)
            if old[queue.id] != last { changes.append((queue.id, last)) }
        }
        return changes
    }
}
