public import Core
import JSON

extension SQLTransaction: OrchestrationReading {
    public func flowRunFacts(_ id: ID) throws -> RunFacts? {
        try connection.first(
            """
            SELECT \(Self.stateColumns), run.empirical_policy, run.run_count, run.expected_start_time,
                run.next_scheduled_start_time, run.start_time, run.end_time, run.total_run_time,
                run.deployment_id, run.parent_task_run_id, run.infrastructure_pid, state.task_run_id
            FROM flow_run AS run LEFT JOIN flow_run_state AS state ON state.id = run.state_id
            WHERE run.id = \(id)
            """
        ) { row in
            var run = try RunFacts(.flowRun, id, row)
            run.deploymentID = row.optionalID(14)
            run.parentTaskRunID = row.optionalID(15)
            run.infrastructurePID = row.optionalText(16)
            run.taskRunIDOfState = row.optionalID(17)
            return run
        }
    }

    public func taskRunFacts(_ id: ID) throws -> RunFacts? {
        try connection.first(
            """
            SELECT \(Self.stateColumns), run.empirical_policy, run.run_count, run.expected_start_time,
                run.next_scheduled_start_time, run.start_time, run.end_time, run.total_run_time,
                run.flow_run_id, run.flow_run_run_count
            FROM task_run AS run LEFT JOIN task_run_state AS state ON state.id = run.state_id
            WHERE run.id = \(id)
            """
        ) { row in
            var run = try RunFacts(.taskRun, id, row)
            run.flowRunID = row.optionalID(14)
            run.flowRunRunCount = row.int(15)
            return run
        }
    }

    public func cachedState(key: String, at now: Timestamp) throws -> State? {
        try connection.first(
            """
            SELECT \(Self.stateColumns) FROM task_run_state_cache AS cache
            JOIN task_run_state AS state ON state.id = cache.task_run_state_id
            WHERE cache.cache_key = \(key) AND (cache.cache_expiration IS NULL OR cache.cache_expiration > \(now))
            ORDER BY cache.sequence DESC LIMIT 1
            """,
            State.init(row:))
    }

    public func hasState(of run: RunFacts, at moment: Timestamp) throws -> Bool {
        switch run.kind {
        case .flowRun:
            try connection.exists(
                "SELECT 1 FROM flow_run_state WHERE flow_run_id = \(run.id) AND timestamp = \(moment)")
        case .taskRun:
            try connection.exists(
                "SELECT 1 FROM task_run_state WHERE task_run_id = \(run.id) AND timestamp = \(moment)")
        }
    }

    public func limits(ofTagsOfTaskRun id: ID, at now: Timestamp) throws -> [LimitFacts] {
        try limits(
            where: "concurrency_limit.name IN (SELECT 'tag:' || tag FROM task_run_tag WHERE task_run_id = \(id))",
            except: SlotHolder(.taskRun, id), at: now)
    }

    public func runLimit(ofDeployment id: ID, except run: ID, at now: Timestamp) throws -> RunLimit? {
        let found = try connection.first(
            "SELECT concurrency_limit_id, concurrency_options FROM deployment WHERE id = \(id)"
        ) { (limit: $0.optionalID(0), options: try $0.optionalJSON(1)?.object) }
        guard let found else { return nil }
        let limit = try found.limit.flatMap {
            try limits(where: .limit(.id($0)), except: SlotHolder(.flowRun, run), at: now).first
        }
        return RunLimit(limit: limit, options: found.options, bounds: bounds)
    }

    public func hasLease(_ id: ID) throws -> Bool {
        try connection.exists("SELECT 1 FROM concurrency_lease WHERE id = \(id)")
    }

    /// The columns that ``Core/State/init(row:)`` reads, from the first on.
    private static let stateColumns: SQL =
        "state.id, state.type, state.name, state.timestamp, state.message, state.data, state.details"
}

extension State {
    /// Reads the columns id, type, name, timestamp, message, data and details, from the first on.
    fileprivate init(row: borrowing Row) throws {
        guard let type = StateType(rawValue: row.text(1)) else {
            throw RowError(column: 1, expected: "a type of state")
        }
        self.init(
            id: try row.id(0), type: type, name: row.text(2), timestamp: row.time(3), message: row.optionalText(4),
            data: try row.optionalJSON(5), details: StateDetails(try row.optionalJSON(6)?.object ?? JSONObject()))
    }
}

extension RunFacts {
    /// Reads the columns of the state and, from the eighth on, those that flow runs and task runs share.
    fileprivate init(_ kind: Kind, _ id: ID, _ row: borrowing Row) throws {
        self.init(kind: kind, id: id, state: row.isNull(0) ? nil : try State(row: row))
        policy = RunPolicy(try row.object(7))
        progress.runCount = row.int(8)
        progress.expectedStartTime = row.optionalTime(9)
        progress.nextScheduledStartTime = row.optionalTime(10)
        progress.startTime = row.optionalTime(11)
        progress.endTime = row.optionalTime(12)
        progress.totalRunTime = row.interval(13)
    }
}
