import Core

extension RunListPlan {
    /// The plan of a list of task runs; nil for filters whose members are alternatives, which SQLite plans itself.
    init?(_ query: RunQuery, sort: TaskRunSort) {
        guard query.taskRuns?.joining != .or else { return nil }
        table = "task_run"
        let order = Order(sort)
        self.order = order
        checks = SQL.taskRunConditions(query, isChecking: true)
        ways = query.taskRuns.map { Way.taskRuns($0) } ?? []
        var parents = query
        parents.taskRuns = nil
        let near: FlowRunSort = order.key.isName ? .nameAscending : .idDescending
        flowRuns = RunListPlan(parents, sort: near).map { [$0] } ?? []
        span = query.taskRuns.flatMap { Span([$0.startTime, $0.endTime, $0.expectedStartTime]) }
        expected = SQL.conditions(query.taskRuns?.expectedStartTime, on: "task_run.expected_start_time")
    }
}

extension RunListPlan.Order {
    init(_ sort: TaskRunSort) {
        text = SQL.order(sort)
        isAscending = sort.isAscending
        switch sort {
        case .idDescending:
            key = .id
            index = "sqlite_autoindex_task_run_1"
        case .expectedStartTimeAscending, .expectedStartTimeDescending:
            key = .time(.expectedStart, "task_run.expected_start_time")
            index = "task_run_by_expected_start"
        case .nameAscending, .nameDescending:
            key = .name
            index = "task_run_by_name"
        case .endTimeDescending:
            key = .time(.end, "task_run.end_time")
            index = "task_run_by_end"
        case .nextScheduledStartTimeAscending:
            key = .nextStart
            index = "task_run_by_next_start"
            nullsFirst = "task_run.next_scheduled_start_time"
        }
    }
}

extension RunListPlan.Way {
    /// The way from few flow runs on to their task runs.
    func toTaskRuns(of plan: RunListPlan) -> RunListPlan.Way {
        let from: SQL = "FROM flow_run INDEXED BY \(index)"
        let conditions = SQL.all([condition] + plan.checks)
        return .init(
            index: "task_run_by_key",
            condition: "task_run.flow_run_id IN (SELECT flow_run.id \(from) WHERE \(conditions))",
            counted: """
                SELECT 1 \(from) CROSS JOIN task_run AS own INDEXED BY task_run_by_key ON own.flow_run_id = flow_run.id
                WHERE \(conditions)
                """, few: few.map { 3 * $0 })
    }

    /// The ways that a filter of task runs opens.
    fileprivate static func taskRuns(_ filter: TaskRunFilter) -> [RunListPlan.Way] {
        var ways = ids(filter.id, table: "task_run") + names(filter.name, table: "task_run")
        ways += tags(filter.tags, in: .taskRun) + states(filter.state, table: "task_run")
        if let any = filter.flowRunID?.only(\.any) {
            ways.append(.init(index: "task_run_by_key", condition: "task_run.flow_run_id IN \(SQL.list(any))"))
        }
        if filter.hasSubflowRuns == true {
            ways.append(
                .init(
                    index: "sqlite_autoindex_task_run_1",
                    condition: """
                        task_run.id IN (SELECT s.parent_task_run_id FROM flow_run AS s
                            WHERE s.parent_task_run_id IS NOT NULL)
                        """,
                    counted: "SELECT 1 FROM flow_run INDEXED BY flow_run_by_parent WHERE parent_task_run_id IS NOT NULL"
                ))
        }
        // The index of starts has only runs that have one.
        if let start = filter.startTime, start.before != nil || start.after != nil {
            ways += times(start, on: "task_run.start_time", "task_run_by_start")
        }
        return ways + times(filter.endTime, on: "task_run.end_time", "task_run_by_end")
            + times(filter.expectedStartTime, on: "task_run.expected_start_time", "task_run_by_expected_start")
    }
}
