public import Core
import JSON

extension SQLTransaction: WorkQueueWriting {
    public func createWorkQueue(_ queue: NewWorkQueue, at now: Timestamp) throws {
        let others = try workQueues(ofPool: queue.workPoolID)
        guard !others.contains(where: { $0.name == queue.name }) else { throw WorkQueue.nameIsTaken }
        let priority = queue.priority ?? WorkQueuePriorities.firstFree(others.map(\.priority))
        try connection.run(
            """
            INSERT INTO work_queue (id, created, updated, work_pool_id, name, description, priority, concurrency_limit,
                is_paused, filter)
            VALUES (\(queue.id), \(now), \(now), \(queue.workPoolID), \(queue.name), \(queue.description), \(priority),
                \(queue.concurrencyLimit), \(queue.isPaused), \(queue.filter))
            """)
        try setPriorities(ofPool: queue.workPoolID, wishes: [queue.id: priority], at: now)
        try tell(.created, ofWorkQueue: queue.id, at: now)
    }

    public func updateWorkQueue(_ id: ID, _ change: WorkQueueChange, at now: Timestamp) throws {
        guard let queue = try workQueue(id), let before = try toldMembers(ofWorkQueue: id) else { return }
        if let name = change.name, name != queue.name, try workQueue(named: name, inPool: queue.workPoolID) != nil {
            throw Failure.conflict(Failure.integrityConflict)
        }
        var set: [SQL] = ["updated = \(now)"]
        if let value = change.name { set.append("name = \(value)") }
        if let value = change.description { set.append("description = \(value)") }
        if let value = change.isPaused { set.append("is_paused = \(value)") }
        if let value = change.concurrencyLimit { set.append("concurrency_limit = \(value)") }
        if let value = change.lastPolled { set.append("last_polled = \(value)") }
        if let value = change.filter { set.append("filter = \(value)") }
        let status = queue.status(after: change, at: now)
        if status != queue.status { set.append("status = \(status.rawValue)") }
        try connection.run("UPDATE work_queue SET \(set, joined: ", ") WHERE id = \(id)")
        if let priority = change.priority {
            try setPriorities(ofPool: queue.workPoolID, wishes: [id: priority], at: now)
        }
        try tellChanges(ofWorkQueue: id, since: before, at: now)
        if status != queue.status { try tell(.init(status), ofWorkQueue: id, at: now) }
    }

    public func deleteWorkQueue(_ id: ID, at now: Timestamp) throws {
        guard let queue = try workQueue(id) else { return }
        guard try workPool(queue.workPoolID)?.defaultQueueID != id else { throw WorkQueue.isDefault }
        try tell(.deleted, ofWorkQueue: id, at: now)
        try connection.run("DELETE FROM work_queue WHERE id = \(id)")
        try setPriorities(ofPool: queue.workPoolID, wishes: [:], at: now)
    }

    /// Gives queues of a pool the priorities they ask for, and others new ones where that takes theirs.
    private func setPriorities(ofPool pool: ID, wishes: [ID: Int64], at now: Timestamp) throws {
        let queues = try workQueues(ofPool: pool).map { (id: $0.id, priority: $0.priority) }
        for change in WorkQueuePriorities.changes(queues, wishes: wishes) {
            try connection.run(
                "UPDATE work_queue SET priority = \(change.priority), updated = \(now) WHERE id = \(change.id)")
        }
    }
}
