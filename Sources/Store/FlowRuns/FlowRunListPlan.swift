import Core

extension RunListPlan {
    /// The plan of a list of flow runs; nil for filters whose members are alternatives, which SQLite plans itself.
    init?(_ query: RunQuery, sort: FlowRunSort) {
        guard query.flowRuns?.joining != .or else { return nil }
        table = "flow_run"
        let order = Order(sort)
        self.order = order
        checks = SQL.flowRunConditions(query, isChecking: true)
        var ways = query.flowRuns.map { Way.flowRuns($0, in: order) } ?? []
        if query.taskRuns?.id?.any != nil, query.taskRuns?.joining != .or {
            let tasks = SQL.all(SQL.conditions(query.taskRuns))
            ways.append(
                Way(
                    index: "sqlite_autoindex_flow_run_1",
                    condition: "flow_run.id IN (SELECT task_run.flow_run_id FROM task_run WHERE \(tasks))"))
        }
        if query.flows != nil {
            ways.append(Way.flows(query, in: order))
        }
        if query.deployments != nil {
            ways.append(
                Way(
                    index: "flow_run_by_deployment", condition: SQL.flowRunIsOfDeployment(query), isInNames: true,
                    stretches: Way.stretches("flow_run.deployment_id", of: SQL.deploymentIDs(query))))
        }
        if let queues = SQL.workQueueIDs(query) {
            ways.append(
                Way(
                    index: "flow_run_by_work_queue", condition: "flow_run.work_queue_id IN (\(queues))",
                    stretches: Way.stretches("flow_run.work_queue_id", of: queues)))
        }
        self.ways = ways
        span = query.flowRuns.flatMap { Span([$0.startTime, $0.endTime, $0.expectedStartTime]) }
        expected = SQL.conditions(query.flowRuns?.expectedStartTime, on: "flow_run.expected_start_time")
    }
}

extension RunListPlan.Order {
    fileprivate var isByExpectedStart: Bool {
        if case .time(.expectedStart, _) = key { true } else { false }
    }

    init(_ sort: FlowRunSort) {
        text = SQL.order(sort)
        isAscending = sort.isAscending
        switch sort {
        case .idDescending:
            key = .id
            index = "sqlite_autoindex_flow_run_1"
        case .startTimeAscending, .startTimeDescending:
            key = .time(.start, "coalesce(flow_run.start_time, flow_run.expected_start_time)")
            index = "flow_run_by_start"
        case .expectedStartTimeAscending, .expectedStartTimeDescending:
            key = .time(.expectedStart, "flow_run.expected_start_time")
            index = "flow_run_by_expected_start"
        case .nameAscending, .nameDescending:
            key = .name
            index = "flow_run_by_name"
        case .endTimeDescending:
            key = .time(.end, "flow_run.end_time")
            index = "flow_run_by_end"
        case .nextScheduledStartTimeAscending:
            key = .nextStart
            index = "flow_run_by_next_start"
            nullsFirst = "flow_run.next_scheduled_start_time"
        }
    }
}

extension RunListPlan.Way {
    /// The way from the flows that a filter finds, or from the one that it names, to their runs.
    fileprivate static func flows(_ query: RunQuery, in order: RunListPlan.Order) -> RunListPlan.Way {
        guard let flows = query.flows, flows.joining == .and, let any = flows.id?.only(\.any), any.count == 1 else {
            return .init(
                index: "flow_run_by_flow", condition: SQL.flowRunIsOfFlow(query), isInNames: true,
                stretches: stretches("flow_run.flow_id", of: SQL.flowIDs(query)))
        }
        return .init(
            index: "flow_run_by_flow", condition: isAny(of: any, "flow_run.flow_id"),
            isInOrder: order.isByExpectedStart, isInNames: true
        ) { _ in stretches("flow_run.flow_id", any) }
    }

    /// A condition for one id is written so that SQLite sees that the rest of an index is in order.
    private static func isAny(of ids: [ID], _ column: SQL) -> SQL {
        ids.count == 1 ? "\(column) = \(ids[0])" : "\(column) IN \(SQL.list(ids))"
    }

    /// The ways that a filter of flow runs opens.
    fileprivate static func flowRuns(_ filter: FlowRunFilter, in order: RunListPlan.Order) -> [RunListPlan.Way] {
        var ways = ids(filter.id, table: "flow_run") + names(filter.name, table: "flow_run")
        ways += tags(filter.tags, in: .flowRun) + states(filter.state, table: "flow_run")
        if let any = filter.deploymentID?.only(\.any) {
            let condition = isAny(of: any, "flow_run.deployment_id")
            let isInOrder = any.count == 1 && order.isByExpectedStart
            ways.append(
                .init(
                    index: "flow_run_by_deployment", condition: condition, isInOrder: isInOrder, isInNames: true
                ) { _ in stretches("flow_run.deployment_id", any) })
        }
        if let any = filter.workQueueName?.only(\.any) {
            ways.append(
                .init(
                    index: "flow_run_by_queue_name", condition: "flow_run.work_queue_name IN \(SQL.list(any))"
                ) { _ in Set(any).map { "flow_run.work_queue_name = \($0)" } })
        }
        if let parent = filter.parentTaskRunID, parent.any != nil, parent.joining == .and {
            let condition = SQL.all(SQL.conditions(parent, on: "flow_run.parent_task_run_id"))
            ways.append(.init(index: "flow_run_by_parent", condition: condition))
        } else if filter.parentTaskRunID?.only(\.isNull) == false {
            ways.append(.init(index: "flow_run_called", "flow_run.parent_task_run_id IS NOT NULL"))
        }
        if filter.startTime?.isNull == true {
            // Few, and the newest.
            var way = RunListPlan.Way(index: "flow_run_not_started", "flow_run.start_time IS NULL")
            (way.few, way.isBeforeStart) = (RunListPlan.fewFarOff, true)
            ways.append(way)
        }
        if let parents = filter.parentFlowRunID?.any {
            ways.append(.init(index: "flow_run_by_parent", condition: SQL.flowRunIsCalled(by: parents)))
        }
        if let keys = filter.idempotencyKey?.only(\.any) {
            // The index leads from flows to keys, and there are few flows.
            let condition: SQL = """
                flow_run.flow_id IN (SELECT flow.id FROM flow) AND flow_run.idempotency_key IN \(SQL.list(keys))
                """
            ways.append(.init(index: "flow_run_by_idempotency_key", condition: condition))
        }
        return ways + times(filter)
    }

    /// The way through an index that has none but the runs of a condition, in the order of their expected start.
    private init(index: SQL, _ condition: SQL) {
        self.init(index: index, condition: condition) { _ in [condition] }
    }

    private static func times(_ filter: FlowRunFilter) -> [RunListPlan.Way] {
        let start: SQL = "coalesce(flow_run.start_time, flow_run.expected_start_time)"
        // Only runs that wait have a next start: few, and the newest.
        let next = times(
            filter.nextScheduledStartTime?.bounds, on: "flow_run.next_scheduled_start_time", "flow_run_by_next_start"
        ).map { RunListPlan.Way(index: $0.index, condition: $0.condition, few: RunListPlan.fewFarOff) }
        return times(filter.startTime?.bounds, on: start, "flow_run_by_start")
            + times(filter.endTime, on: "flow_run.end_time", "flow_run_by_end")
            + times(filter.expectedStartTime, on: "flow_run.expected_start_time", "flow_run_by_expected_start") + next
    }
}

extension TimeCriteria {
    /// The bounds alone.
    fileprivate var bounds: TimeCriteria { TimeCriteria(before: before, after: after) }
}
