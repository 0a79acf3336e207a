public import Core
import JSON

extension SQLTransaction: WorkQueueReading {
    public func workQueue(named name: String, inPool pool: ID) throws -> WorkQueueFacts? {
        try connection.first(
            "\(SQL.workQueueFacts) WHERE work_pool_id = \(pool) AND name = \(name)", WorkQueueFacts.init(row:))
    }

    public func workQueue(_ id: ID) throws -> WorkQueueFacts? {
        try connection.first("\(SQL.workQueueFacts) WHERE id = \(id)", WorkQueueFacts.init(row:))
    }

    public func workQueues(ofPool pool: ID) throws -> [WorkQueueFacts] {
        try connection.rows(
            "\(SQL.workQueueFacts) WHERE work_pool_id = \(pool) ORDER BY priority, id", WorkQueueFacts.init(row:))
    }
}

extension SQLTransaction: WorkQueueWriting {
    public func createWorkQueue(_ queue: NewWorkQueue, at now: Timestamp) throws {
        let others = try workQueues(ofPool: queue.workPoolID)
        guard !others.contains(where: { $0.name == queue.name }) else {
            throw Failure.conflict("A work queue with this name already exists.")
        }
        let priority = queue.priority ?? WorkQueuePriorities.firstFree(others.map(\.priority))
        try connection.run(
            """
            INSERT INTO work_queue (id, created, updated, work_pool_id, name, description, priority, concurrency_limit,
                is_paused, filter)
            VALUES (\(queue.id), \(now), \(now), \(queue.workPoolID), \(queue.name), \(queue.description), \(priority),
                \(queue.concurrencyLimit), \(queue.isPaused), \(queue.filter))
            """)
        try setPriorities(ofPool: queue.workPoolID, wishes: [queue.id: priority])
    }

    /// Gives queues of a pool the priorities they ask for, and others new ones where that takes theirs.
    func setPriorities(ofPool pool: ID, wishes: [ID: Int64]) throws {
        let queues = try workQueues(ofPool: pool).map { (id: $0.id, priority: $0.priority) }
        for change in WorkQueuePriorities.changes(queues, wishes: wishes) {
            try connection.run("UPDATE work_queue SET priority = \(change.priority) WHERE id = \(change.id)")
        }
    }
}

extension SQL {
    /// The columns of ``WorkQueueFacts``.
    fileprivate static let workQueueFacts: SQL = """
        SELECT id, name, work_pool_id, priority, is_paused, concurrency_limit, status, last_polled, filter FROM work_queue
        """
}

extension WorkQueueFacts {
    fileprivate init(row: borrowing Row) throws {
        self.init(
            id: try row.id(0), name: row.text(1), workPoolID: try row.id(2), priority: row.int(3),
            isPaused: row.bool(4), concurrencyLimit: row.optionalInt(5),
            status: WorkStatus(rawValue: row.text(6)) ?? .notReady, lastPolled: row.optionalTime(7),
            filter: row.isNull(8) ? nil : try row.json(8).object)
    }
}
