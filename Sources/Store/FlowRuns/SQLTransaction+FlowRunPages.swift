public import Core
import JSON

extension SQLTransaction: FlowRunPageReading {
    /// Beyond this, a page says "more than".
    private static let countBound = 10_000
    /// The same for searches that look at run after run.
    private static let searchBound = 1_000

    public func findFlowRuns(_ search: FlowRunSearch, limit: Int, counting: Bool) throws -> FlowRunFindings {
        let plan = try FlowRunSearchPlan(search, in: connection)
        let stop = try plan.stop(in: connection)
        let found = try connection.rows(
            """
            SELECT \(SQL.flowRunSummaryColumns)
            FROM (\(plan.rows(after: search.after, stop: stop, limit: limit + 1))) AS found
            CROSS JOIN flow_run ON flow_run.rowid = found.place \(SQL.flowRunSummaryJoins)
            ORDER BY \(plan.orderOfRows)
            LIMIT \(limit + 1)
            """, FlowRunSummary.init(row:))
        let bound = plan.checks.isEmpty ? SQLTransaction.countBound : SQLTransaction.searchBound
        // What fits on the first page is counted already.
        let isAll = search.after == nil && found.count <= limit
        let count =
            counting && !isAll
            ? try plan.total(stop: stop, found: found.count, upTo: bound, in: connection)
            : BoundedCount(counting ? found.count : 0, bound: bound)
        return FlowRunFindings(
            runs: Slice(found, limit: limit), count: count,
            stoppedAfter: stop == nil ? nil : FlowRunSearchPlan.reach)
    }

    public func countFlowRunStates(since start: Timestamp, until now: Timestamp) throws -> [StateCount] {
        var counts: [StateCount] = []
        let bound = SQLTransaction.countBound
        for type in StateType.allCases {
            for name in try FlowRunSearchPlan.stateNames(of: type, in: connection) {
                let count = try connection.count(
                    """
                    SELECT count(*) FROM
                        (SELECT 1 FROM flow_run WHERE state_type = \(type.rawValue) AND state_name = \(name)
                            AND expected_start_time >= \(start) AND expected_start_time <= \(now) LIMIT \(bound + 1))
                    """)
                if count > 0 {
                    counts.append(StateCount(type: type, name: name, count: BoundedCount(count, bound: bound)))
                }
            }
        }
        return counts
    }

    public func upcomingFlowRuns(after now: Timestamp, limit: Int) throws -> [FlowRunSummary] {
        try connection.rows(
            """
            SELECT \(SQL.flowRunSummaryColumns) FROM flow_run INDEXED BY flow_run_by_next_start \(SQL.flowRunSummaryJoins)
            WHERE flow_run.state_type = 'SCHEDULED' AND flow_run.next_scheduled_start_time > \(now)
            ORDER BY flow_run.next_scheduled_start_time LIMIT \(limit)
            """, FlowRunSummary.init(row:))
    }

    public func flowRunStates(_ id: ID, limit: Int) throws -> Slice<StateRecord> {
        let found = try connection.rows(
            """
            SELECT type, name, timestamp, message FROM flow_run_state WHERE flow_run_id = \(id)
            ORDER BY timestamp DESC, rowid DESC LIMIT \(limit + 1)
            """, StateRecord.init(row:))
        let newest = Slice(found, limit: limit)
        return Slice(items: newest.items.reversed(), hasMore: newest.hasMore)
    }

    public func subflowRuns(of id: ID, limit: Int) throws -> Slice<FlowRunSummary> {
        let found = try connection.rows(
            """
            SELECT \(SQL.flowRunSummaryColumns)
            FROM task_run CROSS JOIN flow_run ON flow_run.parent_task_run_id = task_run.id \(SQL.flowRunSummaryJoins)
            WHERE task_run.flow_run_id = \(id)
            ORDER BY coalesce(flow_run.start_time, flow_run.expected_start_time), flow_run.id LIMIT \(limit + 1)
            """, FlowRunSummary.init(row:))
        return Slice(found, limit: limit)
    }
}

extension StateRecord {
    /// Reads type, name, timestamp and message.
    init(row: borrowing Row) throws {
        guard let mark = row.stateMark(0) else { throw RowError(column: 0, expected: "a type of state") }
        self.init(mark: mark, message: row.optionalText(3))
    }
}
