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
        let condition = SQL.all(["worker.work_pool_id = \(pool)"] + SQL.conditions(filter))
        try writeRows(
            .worker, "WHERE \(condition) ORDER BY worker.last_heartbeat_time DESC, worker.id \(SQL.page(page))",
            at: now, into: &writer)
    }
}

extension SQLTransaction: WorkerWriting {
    public func recordHeartbeat(_ heartbeat: Heartbeat, inPool pool: ID, at now: Timestamp) throws {
        try connection.run(
            """
            INSERT INTO worker (id, created, updated, work_pool_id, name, last_heartbeat_time,
                heartbeat_interval_seconds, status)
            VALUES (\(heartbeat.id), \(now), \(now), \(pool), \(heartbeat.worker), \(now), \(heartbeat.interval), 'ONLINE')
            ON CONFLICT (work_pool_id, name) DO UPDATE SET updated = excluded.updated,
                last_heartbeat_time = excluded.last_heartbeat_time, status = excluded.status,
                heartbeat_interval_seconds = coalesce(excluded.heartbeat_interval_seconds, heartbeat_interval_seconds)
            """)
        if try workPool(pool)?.status == .notReady { try setStatus(.ready, ofPool: pool, at: now) }
    }

    public func deleteWorker(named name: String, ofPool pool: ID, at now: Timestamp) throws -> Bool {
        try connection.run("DELETE FROM worker WHERE work_pool_id = \(pool) AND name = \(name)") > 0
    }
}

extension SQL {
    /// What a row says of itself is up to a tick of the foreman old; the time of the last heartbeat is not.
    static func workerStatus(at now: Timestamp) -> SQL {
        """
        CASE WHEN worker.last_heartbeat_time > \(now)
            - coalesce(nullif(worker.heartbeat_interval_seconds, 0), \(Worker.usualInterval))
                * \(Worker.heartbeatsMissed) * 1000000
            THEN 'ONLINE' ELSE 'OFFLINE' END
        """
    }

    fileprivate static func conditions(_ filter: WorkerFilter?) -> [SQL] {
        guard let filter else { return [] }
        return members(
            [
                filter.lastHeartbeatTime.map { conditions($0, on: "worker.last_heartbeat_time") },
                filter.status.map(conditions),
            ], joinedBy: filter.joining)
    }

    private static func conditions(_ criteria: WorkerStatusCriteria) -> [SQL] {
        var result: [SQL] = []
        if let any = criteria.any { result.append("worker.status IN \(list(any.map(\.rawValue)))") }
        if let notAny = criteria.notAny, !notAny.isEmpty {
            result.append("worker.status NOT IN \(list(notAny.map(\.rawValue)))")
        }
        return result
    }
}
