public import Core
import JSON

extension SQLTransaction: WorkPoolWriting {
    public func createWorkPool(_ pool: NewWorkPool, at now: Timestamp) throws {
        let status: WorkStatus? = pool.type == WorkPool.agentType ? nil : pool.isPaused ? .paused : .notReady
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
        try tell(.created, ofWorkPool: pool.id, at: now)
        if let status { try tell(.init(status), ofWorkPool: pool.id, at: now) }
        touch(.workPools)
    }

    public func updateWorkPool(_ id: ID, _ change: WorkPoolChange, at now: Timestamp) throws {
        guard let pool = try workPool(id), let before = try toldMembers(ofWorkPool: id) else { return }
        var set: [SQL] = ["updated = \(now)"]
        if let value = change.description { set.append("description = \(value)") }
        if let value = change.isPaused { set.append("is_paused = \(value)") }
        if let value = change.baseJobTemplate { set.append("base_job_template = \(value)") }
        if let value = change.concurrencyLimit { set.append("concurrency_limit = \(value)") }
        if let value = change.storage { set.append("storage_configuration = \(value.isEmpty ? nil : value)") }
        try connection.run("UPDATE work_pool SET \(set, joined: ", ") WHERE id = \(id)")
        try tellChanges(ofWorkPool: id, since: before, at: now)
        if let isPaused = change.isPaused, pool.type != WorkPool.agentType {
            try setStatus(isPaused ? .paused : try unpausedStatus(ofPool: id, at: now), ofPool: id, at: now)
        }
        touch(.workPools)
    }

    public func deleteWorkPool(_ id: ID, at now: Timestamp) throws {
        for queue in try workQueues(ofPool: id) { try tell(.deleted, ofWorkQueue: queue.id, at: now) }
        try tell(.deleted, ofWorkPool: id, at: now)
        try connection.run("DELETE FROM work_pool WHERE id = \(id)")
        touch(.workPools)
    }

    /// A pool is ready while a worker is online.
    private func unpausedStatus(ofPool id: ID, at now: Timestamp) throws -> WorkStatus {
        let isServed = try connection.exists(
            "SELECT 1 FROM worker WHERE work_pool_id = \(id) AND \(SQL.workerIsOnline(at: now))")
        return isServed ? .ready : .notReady
    }

    /// Sets the status of a pool that has one, and tells of it even if it is the same.
    func setStatus(_ status: WorkStatus, ofPool id: ID, at now: Timestamp) throws {
        let previous = try connection.first("SELECT status_event_id, status_changed FROM work_pool WHERE id = \(id)") {
            (event: $0.optionalID(0), time: $0.optionalTime(1))
        }
        let isRecent = previous?.time.map { now - $0 < WorkPoolEvent.closeTogether } ?? false
        let event = try tell(.init(status), ofWorkPool: id, follows: isRecent ? previous?.event : nil, at: now)
        try connection.run(
            """
            UPDATE work_pool SET status = \(status.rawValue), status_event_id = \(event), status_changed = \(now),
                updated = \(now)
            WHERE id = \(id)
            """)
        touch(.workPools)
    }
}
