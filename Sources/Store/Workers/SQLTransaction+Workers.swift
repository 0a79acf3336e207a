public import Core
public import JSON

extension WireTable {
    static let worker = WireTable(
        wire: Worker.wire, name: "worker", derivations: [.workerStatus: { SQL.workerStatus(at: $0) }])
}

extension WirePlan {
    static let worker = WirePlan(.worker)
}

extension SQLTransaction: WorkerReading {
    public func writeWorkers(
        ofPool pool: ID, _ filter: WorkerFilter?, page: Page, at now: Timestamp, into writer: inout JSONWriter
    ) throws {
        let condition = SQL.all(["worker.work_pool_id = \(pool)"] + SQL.conditions(filter, at: now))
        try writeRows(
            .worker, "WHERE \(condition) ORDER BY worker.last_heartbeat_time DESC, worker.id \(SQL.page(page))",
            at: now, into: &writer)
    }
}

extension SQLTransaction: WorkerWriting {
    /// What a worker that says more counts as having said, in seconds: a century, so that sums of times stay whole numbers.
    private static let longestHeartbeatInterval: Int64 = 3_155_760_000

    public func recordHeartbeat(_ heartbeat: Heartbeat, inPool pool: ID, at now: Timestamp) throws {
        try connection.run(
            """
            INSERT INTO worker (id, created, updated, work_pool_id, name, last_heartbeat_time,
                heartbeat_interval_seconds)
            VALUES (\(heartbeat.id), \(now), \(now), \(pool), \(heartbeat.worker), \(now), \(heartbeat.interval))
            ON CONFLICT (work_pool_id, name) DO UPDATE SET updated = excluded.updated,
                last_heartbeat_time = excluded.last_heartbeat_time,
                heartbeat_interval_seconds = coalesce(excluded.heartbeat_interval_seconds, heartbeat_interval_seconds)
            """)
        // A worker that says 0 says nothing.
        try connection.run(
            """
            UPDATE worker SET silent_after = \(now) + 1000000 * \(bounds.heartbeatsMissed)
                * min(coalesce(nullif(heartbeat_interval_seconds, 0), \(bounds.heartbeatInterval)),
                    \(SQLTransaction.longestHeartbeatInterval))
            WHERE work_pool_id = \(pool) AND name = \(heartbeat.worker)
            """)
        if try workPool(pool)?.status == .notReady { try setStatus(.ready, ofPool: pool, at: now) }
    }

    public func deleteWorker(named name: String, ofPool pool: ID, at now: Timestamp) throws -> Bool {
        try connection.run("DELETE FROM worker WHERE work_pool_id = \(pool) AND name = \(name)") > 0
    }
}

extension SQL {
    /// Whether a row of `worker` has been heard of lately.
    static func workerIsOnline(at now: Timestamp) -> SQL { "worker.silent_after >= \(now)" }

    static func workerStatus(at now: Timestamp) -> SQL {
        "CASE WHEN \(workerIsOnline(at: now)) THEN 'ONLINE' ELSE 'OFFLINE' END"
    }

    fileprivate static func conditions(_ filter: WorkerFilter?, at now: Timestamp) -> [SQL] {
        guard let filter else { return [] }
        return members(
            [
                filter.lastHeartbeatTime.map { conditions($0, on: "worker.last_heartbeat_time") },
                filter.status.map { conditions($0, at: now) },
            ], joinedBy: filter.joining)
    }

    private static func conditions(_ criteria: WorkerStatusCriteria, at now: Timestamp) -> [SQL] {
        var result: [SQL] = []
        if let any = criteria.any { result.append("\(workerStatus(at: now)) IN \(list(any.map(\.rawValue)))") }
        if let notAny = criteria.notAny, !notAny.isEmpty {
            result.append("\(workerStatus(at: now)) NOT IN \(list(notAny.map(\.rawValue)))")
        }
        return result
    }
}
