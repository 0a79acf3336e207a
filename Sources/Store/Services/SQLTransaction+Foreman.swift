public import Core

extension SQLTransaction: ForemanReading {
    public func readyPoolsWithoutWorkers(limit: Int, at now: Timestamp) throws -> [ID] {
        try connection.rows(
            """
            SELECT id FROM work_pool
            WHERE status = 'READY' AND NOT EXISTS (
                SELECT 1 FROM worker WHERE worker.work_pool_id = work_pool.id AND \(SQL.workerIsOnline(at: now)))
            LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }

    public func readyQueues(polledBefore cutoff: Timestamp, limit: Int) throws -> [ID] {
        try connection.rows(
            """
            SELECT id FROM work_queue WHERE status = 'READY' AND last_polled < \(cutoff)
            ORDER BY last_polled LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }

    public func readyDeployments(polledBefore cutoff: Timestamp, limit: Int) throws -> [ID] {
        try connection.rows(
            """
            SELECT deployment.id FROM deployment LEFT JOIN work_queue ON work_queue.id = deployment.work_queue_id
            WHERE deployment.status = 'READY' AND deployment.last_polled < \(cutoff)
                AND (work_queue.last_polled IS NULL OR work_queue.last_polled < \(cutoff))
            ORDER BY deployment.last_polled LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }
}

extension SQLTransaction: ForemanWriting {
    public func markNotReady(workPool id: ID, at now: Timestamp) throws {
        try setStatus(.notReady, ofPool: id, at: now)
    }

    public func markNotReady(workQueue id: ID, at now: Timestamp) throws {
        try connection.run("UPDATE work_queue SET status = 'NOT_READY', updated = \(now) WHERE id = \(id)")
        try tell(.notReady, ofWorkQueue: id, at: now)
    }

    public func markNotReady(deployment id: ID, at now: Timestamp) throws {
        // `updated` stays: nothing about the deployment has changed.
        try connection.run("UPDATE deployment SET status = 'NOT_READY' WHERE id = \(id)")
        try tell(.notReady, ofDeployment: id, at: now)
    }
}
