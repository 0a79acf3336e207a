import Core
import Testing

@Suite struct WorkQueuePriorityTests {
    private typealias Queue = (id: ID, priority: Int64)

    private func id(_ number: Int) -> ID { ID(high: 1, low: UInt64(number)) }

    private func after(_ queues: [Queue], _ wishes: [ID: Int64]) -> [Queue] {
        let changes = WorkQueuePriorities.changes(queues, wishes: wishes)
        return queues.map { queue in (queue.id, changes.first { $0.id == queue.id }?.priority ?? queue.priority) }
    }

    @Test(arguments: [([], 1), ([1], 2), ([2, 3], 1), ([1, 2, 4], 3), ([3, 1, 2], 4)] as [([Int64], Int64)])
    func `a new queue takes the first place that is free`(_ taken: [Int64], _ free: Int64) {
        #expect(WorkQueuePriorities.firstFree(taken) == free)
    }

    @Test func `whoever stands where a queue wants to be moves back, and nobody else does`() {
        let queues: [Queue] = [(id(1), 1), (id(2), 2), (id(3), 3), (id(4), 7)]
        #expect(after(queues, [id(3): 1]).map(\.priority) == [2, 3, 1, 7])
        #expect(after(queues, [id(1): 5]).map(\.priority) == [5, 2, 3, 7])
        #expect(after(queues, [id(1): 7]).map(\.priority) == [7, 2, 3, 8])
        #expect(after(queues, [:]).map(\.priority) == [1, 2, 3, 7])
    }

    @Test(arguments: 0..<200)
    func `after any change priorities are unique, wishes come true and the others keep their order`(_ seed: Int) {
        var chance = Chance(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
        var queues: [Queue] = []
        for number in 0..<40 {
            if chance.next(5) > 0 || queues.isEmpty {
                let taken = queues.map(\.priority)
                let wish = chance.next(2) == 0 ? WorkQueuePriorities.firstFree(taken) : Int64(chance.next(12) + 1)
                queues.append((id(number), wish))
                check(queues, [id(number): wish])
                queues = after(queues, [id(number): wish])
            } else {
                let queue = queues[chance.next(queues.count)].id
                let wish = Int64(chance.next(12) + 1)
                check(queues, [queue: wish])
                queues = after(queues, [queue: wish])
            }
        }
    }

    private func check(_ queues: [Queue], _ wishes: [ID: Int64]) {
        let result = after(queues, wishes)
        let priorities = result.map(\.priority)
        #expect(Set(priorities).count == priorities.count)
        #expect(priorities.allSatisfy { $0 > 0 })
        for queue in result { if let wish = wishes[queue.id] { #expect(queue.priority == wish) } }
        let others = queues.filter { wishes[$0.id] == nil }.sorted { $0.priority < $1.priority }.map(\.id)
        let othersAfter = result.filter { wishes[$0.id] == nil }.sorted { $0.priority < $1.priority }.map(\.id)
        #expect(others == othersAfter)
        // A queue that moved had to: right before it stands somebody.
        for (old, new) in zip(queues, result) where wishes[old.id] == nil && old.priority != new.priority {
            #expect(priorities.contains(new.priority - 1))
        }
    }
}

/// Numbers that look like chance (xorshift64).
private struct Chance {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }
}
