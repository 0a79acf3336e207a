public import Core
import JSON

extension SQLTransaction: WorkPoolReading {
    public func workPool(named name: String) throws -> WorkPoolFacts? {
        try connection.first("\(SQL.workPoolFacts) WHERE name = \(name)", WorkPoolFacts.init(row:))
    }

    public func workPool(_ id: ID) throws -> WorkPoolFacts? {
        try connection.first("\(SQL.workPoolFacts) WHERE id = \(id)", WorkPoolFacts.init(row:))
    }
}

extension SQLTransaction: WorkPoolWriting {
    public func createWorkPool(_ pool: NewWorkPool, at now: Timestamp) throws {
        let status: WorkStatus? =
            pool.type == WorkPool.agentType ? nil : pool.isPaused ? .paused : .notReady
        let inserted = try connection.run(
            """
            INSERT INTO work_pool (id, created, updated, name, description, type, base_job_template, is_paused,
                concurrency_limit, default_queue_id, status, storage_configuration)
            VALUES (\(pool.id), \(now), \(now), \(pool.name), \(pool.description), \(pool.type),
                \(pool.baseJobTemplate), \(pool.isPaused), \(pool.concurrencyLimit), \(pool.defaultQueueID),
                \(status?.rawValue), \(pool.storage.isEmpty ? nil : pool.storage))
            ON CONFLICT (name) DO NOTHING
            """)
        guard inserted > 0 else { throw Failure.conflict("A work pool with this name already exists.") }
        try createWorkQueue(
            NewWorkQueue(
                id: pool.defaultQueueID, workPoolID: pool.id, name: "default",
                description: "The work pool's default queue."),
            at: now)
    }
}

extension SQL {
    /// The columns of ``WorkPoolFacts``.
    fileprivate static let workPoolFacts: SQL = """
        SELECT id, name, type, is_paused, concurrency_limit, default_queue_id, status, base_job_template FROM work_pool
        """
}

extension WorkPoolFacts {
    fileprivate init(row: borrowing Row) throws {
        self.init(
            id: try row.id(0), name: row.text(1), type: row.text(2), isPaused: row.bool(3),
            concurrencyLimit: row.optionalInt(4), defaultQueueID: row.optionalID(5),
            status: row.optionalText(6).flatMap(WorkStatus.init(rawValue:)),
            baseJobTemplate: try row.json(7).object ?? JSONObject())
    }
}
