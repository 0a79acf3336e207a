public import Core
public import JSON

extension WireTable {
    static let flowRun = WireTable(
        wire: FlowRun.wire, name: "flow_run",
        joins: [
            .state: "LEFT JOIN flow_run_state AS state ON state.id = flow_run.state_id",
            .workQueue: .workQueue(of: "flow_run"), .workPool: .workPool(of: "flow_run"),
        ],
        derivations: Derivation.ofRuns(in: "flow_run").merging([
            .workQueueName: { _ in "coalesce(workQueue.name, flow_run.work_queue_name)" }
        ]) { first, _ in first })
}

extension WirePlan {
    static let flowRun = WirePlan(.flowRun)
}

extension SQLTransaction: FlowRunReading {
    public func writeFlowRun(_ id: ID, at now: Timestamp, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.flowRun, "WHERE flow_run.id = \(id)", at: now, into: &writer)
    }

    public func writeFlowRuns(
        _ query: RunQuery, sort: FlowRunSort, page: Page, at now: Timestamp, into writer: inout JSONWriter
    ) throws {
        if query.isEmpty, sort != .nextScheduledStartTimeAscending {
            return try writeRows(.flowRun, "ORDER BY \(SQL.order(sort)) \(SQL.page(page))", at: now, into: &writer)
        }
        let chosen = try flowRunRows(query, sort: sort, page: page)
        try writeRows(
            .flowRun, "WHERE flow_run.rowid IN (\(chosen)) ORDER BY \(SQL.order(sort))", at: now, into: &writer)
    }

    /// A query of the row numbers of a page. Only these go through the sorting, where there is one.
    func flowRunRows(_ query: RunQuery, sort: FlowRunSort, page: Page) throws -> SQL {
        if let plan = RunListPlan(query, sort: sort) { return try plan.rows(page, in: connection) }
        let condition = SQL.all(SQL.flowRunConditions(query))
        return """
            SELECT flow_run.rowid FROM flow_run WHERE \(condition) ORDER BY \(SQL.order(sort)) \(SQL.page(page))
            """
    }

    public func countFlowRuns(_ query: RunQuery) throws -> Int {
        if let tally = RunTally(flowRuns: query) { return try tally.count(in: connection) }
        // Nearly every run of the past has started: those that have not are counted quickly, also of a condition.
        if let started = query.started { return try countFlowRuns(started.all) - countFlowRuns(started.waiting) }
        return try connection.count("SELECT count(*) \(flowRunsFound(query))")
    }

    /// All runs that a filter finds, from `FROM` on.
    func flowRunsFound(_ query: RunQuery) throws -> SQL {
        try RunListPlan(query, sort: FlowRunSort.expectedStartTimeDescending)?.all(in: connection)
            ?? "FROM flow_run WHERE \(SQL.all(SQL.flowRunConditions(query)))"
    }

    public func flowRuns(_ query: RunQuery, limit: Int) throws -> [ID] {
        let condition = SQL.all(SQL.flowRunConditions(query))
        return try connection.rows(
            "SELECT id FROM flow_run WHERE \(condition) ORDER BY \(SQL.order(FlowRunSort.idDescending)) LIMIT \(limit)"
        ) { try $0.id(0) }
    }

    public func flowRunName(_ id: ID) throws -> String? {
        try connection.first("SELECT name FROM flow_run WHERE id = \(id)") { $0.text(0) }
    }

    public func flowRunStanding(_ id: ID) throws -> FlowRunStanding? {
        try connection.first("SELECT state_type, deployment_id FROM flow_run WHERE id = \(id)") {
            FlowRunStanding(
                stateType: $0.optionalText(0).flatMap(StateType.init(rawValue:)), deploymentID: $0.optionalID(1))
        }
    }
}

extension RunQuery {
    /// For a query of runs that have started, the same of all runs and of those that have not; nil for other queries.
    fileprivate var started: (all: RunQuery, waiting: RunQuery)? {
        guard var filter = flowRuns, filter.joining == .and, filter.startTime == TimeCriteria(isNull: false) else {
            return nil
        }
        var (all, waiting) = (self, self)
        filter.startTime = nil
        all.flowRuns = filter
        filter.startTime = TimeCriteria(isNull: true)
        waiting.flowRuns = filter
        return (all, waiting)
    }
}

extension SQL {
    /// Every order ends in the id, so that pages neither repeat nor lose a run.
    static func order(_ sort: FlowRunSort) -> SQL {
        switch sort {
        case .idDescending: "flow_run.id DESC"
        case .startTimeAscending:
            "coalesce(flow_run.start_time, flow_run.expected_start_time), flow_run.id"
        case .startTimeDescending:
            "coalesce(flow_run.start_time, flow_run.expected_start_time) DESC, flow_run.id DESC"
        case .expectedStartTimeAscending: "flow_run.expected_start_time, flow_run.id"
        case .expectedStartTimeDescending: "flow_run.expected_start_time DESC, flow_run.id DESC"
        case .nameAscending: "flow_run.name, flow_run.id"
        case .nameDescending: "flow_run.name DESC, flow_run.id DESC"
        case .nextScheduledStartTimeAscending: "flow_run.next_scheduled_start_time, flow_run.id"
        case .endTimeDescending: "flow_run.end_time DESC, flow_run.id DESC"
        }
    }
}

extension Derivation {
    /// Run times and delays of the runs in a table.
    static func ofRuns(in table: String) -> [Derivation: @Sendable (Timestamp) -> SQL] {
        let run = SQL(name: table)
        return [
            .estimatedRunTime: { now in
                """
                \(run).total_run_time
                    + CASE WHEN \(run).state_type = 'RUNNING' THEN max(0, \(now) - \(run).state_timestamp) ELSE 0 END
                """
            },
            .estimatedStartDelta: { now in
                """
                CASE WHEN \(run).start_time > \(run).expected_start_time
                    THEN \(run).start_time - \(run).expected_start_time
                WHEN \(run).start_time IS NULL AND \(run).expected_start_time < \(now)
                    AND \(run).state_type NOT IN ('COMPLETED', 'FAILED', 'CANCELLED', 'CRASHED')
                    THEN \(now) - \(run).expected_start_time
                ELSE 0 END
                """
            },
        ]
    }
}
