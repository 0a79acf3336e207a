public import Core
import JSON

extension SQLTransaction: TaskRunPageReading {
    private static let summaryColumns: SQL = """
        task_run.id, task_run.name, task_run.state_type, task_run.state_name, task_run.state_timestamp,
        task_run.expected_start_time, task_run.start_time, task_run.end_time, task_run.total_run_time,
        task_run.run_count, task_run.tags
        """

    public func taskRuns(ofFlowRun id: ID, offset: Int, limit: Int) throws -> Slice<TaskRunSummary> {
        let found = try connection.rows(
            """
            SELECT \(SQLTransaction.summaryColumns) FROM task_run WHERE task_run.flow_run_id = \(id)
            ORDER BY coalesce(task_run.start_time, task_run.expected_start_time), task_run.id
            LIMIT \(limit + 1) OFFSET \(offset)
            """, TaskRunSummary.init(row:))
        return Slice(found, limit: limit)
    }

    public func countTaskRuns(ofFlowRun id: ID, bound: Int) throws -> BoundedCount {
        BoundedCount(
            try connection.count(
                "SELECT count(*) FROM (SELECT 1 FROM task_run WHERE flow_run_id = \(id) LIMIT \(bound + 1))"),
            bound: bound)
    }

    public func taskRunDetail(_ id: ID) throws -> TaskRunDetail? {
        try connection.first(
            """
            SELECT \(SQLTransaction.summaryColumns),
                task_run.created, flow_run.id, flow_run.name, task_run.task_key, task_run.dynamic_key,
                task_run.cache_key, task_run.task_inputs, state.message, subflow.id, subflow.name
            FROM task_run
            LEFT JOIN flow_run ON flow_run.id = task_run.flow_run_id
            LEFT JOIN task_run_state AS state ON state.id = task_run.state_id
            LEFT JOIN flow_run AS subflow ON subflow.parent_task_run_id = task_run.id
            WHERE task_run.id = \(id) LIMIT 1
            """
        ) { row in
            TaskRunDetail(
                summary: try TaskRunSummary(row: row), created: row.time(11), flowRun: row.objectName(12),
                taskKey: row.text(14), dynamicKey: row.text(15), cacheKey: row.optionalText(16),
                inputs: try row.json(17), message: row.optionalText(18), subflowRun: row.objectName(19))
        }
    }

    public func taskRunStates(_ id: ID, limit: Int) throws -> Slice<StateRecord> {
        let found = try connection.rows(
            """
            SELECT type, name, timestamp, message FROM task_run_state WHERE task_run_id = \(id)
            ORDER BY timestamp DESC, rowid DESC LIMIT \(limit + 1)
            """, StateRecord.init(row:))
        let newest = Slice(found, limit: limit)
        return Slice(items: newest.items.reversed(), hasMore: newest.hasMore)
    }
}

extension TaskRunSummary {
    fileprivate init(row: borrowing Row) throws {
        self.init(
            id: try row.id(0), name: row.text(1), state: row.stateMark(2), expectedStart: row.optionalTime(5),
            start: row.optionalTime(6), end: row.optionalTime(7), totalRunTime: row.interval(8),
            runCount: Int(row.int(9)), tags: try row.texts(10))
    }
}
