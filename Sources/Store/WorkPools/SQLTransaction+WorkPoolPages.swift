public import Core
import JSON

extension SQLTransaction: WorkPoolPageReading {
    public func workPools(
        _ search: WorkPoolSearch, at now: Timestamp, offset: Int, limit: Int
    ) throws -> Slice<WorkPoolSummary> {
        let found = try connection.rows(
            """
            SELECT \(SQL.workPoolSummaryColumns(at: now)) FROM work_pool WHERE \(search.condition)
            ORDER BY work_pool.name LIMIT \(limit + 1) OFFSET \(offset)
            """, WorkPoolSummary.init(row:))
        return Slice(found, limit: limit)
    }

    public func countWorkPools(_ search: WorkPoolSearch) throws -> Int {
        try connection.count("SELECT count(*) FROM work_pool WHERE \(search.condition)")
    }

    public func workPoolTypes() throws -> [String] {
        try connection.rows("SELECT DISTINCT type FROM work_pool WHERE type <> '' ORDER BY type LIMIT 100") {
            $0.text(0)
        }
    }

    public func workPoolDetail(named name: String, at now: Timestamp) throws -> WorkPoolDetail? {
        try connection.first(
            """
            SELECT \(SQL.workPoolSummaryColumns(at: now)), work_pool.description, work_pool.created, work_pool.updated
            FROM work_pool WHERE work_pool.name = \(name)
            """
        ) { row in
            let next = WorkPoolSummary.columnCount
            return WorkPoolDetail(
                summary: try WorkPoolSummary(row: row), description: row.optionalText(next),
                created: row.time(next + 1), updated: row.time(next + 2))
        }
    }

    public func workQueueSummaries(
        ofPool pool: ID, at now: Timestamp, limit: Int
    ) throws -> Slice<WorkQueueSummary> {
        let found = try connection.rows(
            """
            SELECT id, name, description, priority, status, is_paused, concurrency_limit, last_polled,
                (\(SQL.activeRunsOfQueue)), (\(SQL.lateRunsOfQueue(at: now)))
            FROM work_queue WHERE work_pool_id = \(pool) ORDER BY priority, id LIMIT \(limit + 1)
            """
        ) { row in
            WorkQueueSummary(
                id: try row.id(0), name: row.text(1), description: row.text(2), priority: Int(row.int(3)),
                status: WorkStatus(rawValue: row.text(4)) ?? .notReady, isPaused: row.bool(5),
                concurrencyLimit: row.optionalInt(6).map(Int.init), lastPolled: row.optionalTime(7),
                activeRuns: Int(row.int(8)), lateRuns: Int(row.int(9)))
        }
        return Slice(found, limit: limit)
    }

    public func workerSummaries(ofPool pool: ID, at now: Timestamp, limit: Int) throws -> Slice<WorkerSummary> {
        let found = try connection.rows(
            """
            SELECT name, \(SQL.workerStatus(at: now)), last_heartbeat_time FROM worker WHERE work_pool_id = \(pool)
            ORDER BY last_heartbeat_time DESC, id LIMIT \(limit + 1)
            """
        ) { WorkerSummary(name: $0.text(0), isOnline: $0.text(1) == "ONLINE", lastHeartbeat: $0.time(2)) }
        return Slice(found, limit: limit)
    }

    public func recentFlowRuns(ofQueues queues: [ID], at now: Timestamp, limit: Int) throws -> [FlowRunSummary] {
        // Queue by queue, each by its index: all runs of a pool together would have to be sorted.
        var found: [FlowRunSummary] = []
        for queue in queues {
            found += try connection.rows(
                """
                SELECT \(SQL.flowRunSummaryColumns) FROM flow_run \(SQL.flowRunSummaryJoins)
                WHERE flow_run.work_queue_id = \(queue) AND flow_run.expected_start_time <= \(now)
                ORDER BY flow_run.expected_start_time DESC LIMIT \(limit)
                """, FlowRunSummary.init(row:))
        }
        let newestFirst = found.sorted {
            ($0.expectedStart ?? .earliest, $0.id) > ($1.expectedStart ?? .earliest, $1.id)
        }
        return Array(newestFirst.prefix(limit))
    }
}

extension WorkPoolSearch {
    /// There are hundreds of pools at most, so each is looked at.
    fileprivate var condition: SQL {
        var conditions: [SQL] = []
        if let name { conditions.append(SQL.holds("work_pool.name", name)) }
        if let type { conditions.append("work_pool.type = \(type)") }
        if let status { conditions.append("work_pool.status = \(status.rawValue)") }
        return .all(conditions)
    }
}

extension SQL {
    /// The columns that ``WorkPoolSummary/init(row:)`` reads.
    fileprivate static func workPoolSummaryColumns(at now: Timestamp) -> SQL {
        """
        work_pool.id, work_pool.name, work_pool.type, work_pool.status, work_pool.is_paused,
        work_pool.concurrency_limit,
        (SELECT count(*) FROM work_queue WHERE work_queue.work_pool_id = work_pool.id),
        (SELECT count(*) FROM worker WHERE worker.work_pool_id = work_pool.id AND \(workerIsOnline(at: now))),
        (\(activeRunsOfPool)),
        (SELECT coalesce(sum((\(lateRunsOfQueue(at: now)))), 0) FROM work_queue
            WHERE work_queue.work_pool_id = work_pool.id)
        """
    }

    /// Runs of a row of `work_queue` that are late. Only scheduled runs have a next start, and late ones had theirs.
    static func lateRunsOfQueue(at now: Timestamp) -> SQL {
        """
        SELECT count(*) FROM flow_run AS r
        WHERE r.work_queue_id = work_queue.id AND r.state_type = 'SCHEDULED'
            AND r.next_scheduled_start_time <= \(now) AND +r.state_name = 'Late'
        """
    }
}

extension WorkPoolSummary {
    fileprivate static let columnCount: Int32 = 10

    fileprivate init(row: borrowing Row) throws {
        self.init(
            id: try row.id(0), name: row.text(1), type: row.text(2),
            status: row.optionalText(3).flatMap(WorkStatus.init(rawValue:)), isPaused: row.bool(4),
            concurrencyLimit: row.optionalInt(5).map(Int.init), queues: Int(row.int(6)),
            workersOnline: Int(row.int(7)), activeRuns: Int(row.int(8)), lateRuns: Int(row.int(9)))
    }
}
