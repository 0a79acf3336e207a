public import Core
import JSON

extension SQLTransaction {
    public func hasPollToNote(ofQueues queues: [ID], since cutoff: Timestamp) throws -> Bool {
        guard !queues.isEmpty else { return false }
        return try connection.exists("SELECT 1 FROM work_queue WHERE \(SQL.isStale(queues, cutoff))")
            || connection.exists("SELECT 1 FROM deployment WHERE \(SQL.isUnready(in: queues))")
    }

    public func hasPollToNote(ofDeployments deployments: [ID], since cutoff: Timestamp) throws -> Bool {
        guard !deployments.isEmpty else { return false }
        return try connection.exists("SELECT 1 FROM deployment WHERE \(SQL.isStale(deployments, cutoff))")
    }
}

extension SQLTransaction: PollWriting {
    public func notePoll(ofQueues queues: [ID], since cutoff: Timestamp, at now: Timestamp) throws {
        let stale = try connection.rows("SELECT id, status FROM work_queue WHERE \(SQL.isStale(queues, cutoff))") {
            (id: try $0.id(0), status: $0.text(1))
        }
        // `updated` stays: nothing about the queue has changed.
        try connection.run(
            """
            UPDATE work_queue SET last_polled = \(now),
                status = CASE status WHEN 'NOT_READY' THEN 'READY' ELSE status END
            WHERE id IN \(SQL.list(stale.map(\.id)))
            """)
        for queue in stale where queue.status == WorkStatus.notReady.rawValue {
            try tell(.ready, ofWorkQueue: queue.id, at: now)
        }
        // Deployments are as fresh as their queue, so that a poll does not look at each of them.
        let unready = try connection.rows("SELECT id FROM deployment WHERE \(SQL.isUnready(in: queues))") {
            try $0.id(0)
        }
        try connection.run(
            "UPDATE deployment SET last_polled = \(now) WHERE work_queue_id IN \(SQL.list(stale.map(\.id)))")
        try rouse(unready, at: now)
    }

    public func notePoll(ofDeployments deployments: [ID], since cutoff: Timestamp, at now: Timestamp) throws {
        let stale = try connection.rows("SELECT id, status FROM deployment WHERE \(SQL.isStale(deployments, cutoff))") {
            (id: try $0.id(0), status: $0.text(1))
        }
        try connection.run(
            "UPDATE deployment SET last_polled = \(now) WHERE id IN \(SQL.list(stale.map(\.id)))")
        try rouse(stale.filter { $0.status == WorkStatus.notReady.rawValue }.map(\.id), at: now)
    }

    /// Has deployments ready that were not.
    private func rouse(_ deployments: [ID], at now: Timestamp) throws {
        guard !deployments.isEmpty else { return }
        try connection.run(
            """
            UPDATE deployment SET status = 'READY', last_polled = \(now) WHERE id IN \(SQL.list(deployments))
            """)
        for id in deployments { try tell(.ready, ofDeployment: id, at: now) }
    }
}
