import Core

extension RunListPlan {
    /// The plan of a list of flow runs; nil for filters whose members are alternatives, which SQLite plans itself.
    init?(_ query: RunQuery, sort: FlowRunSort) {
        guard query.flowRuns?.joining != .or else { return nil }
        table = "flow_run"
        let order = Order(sort)
        self.order = order
        checks = SQL.flowRunConditions(query, isChecking: true)
        let few = order.fewOfFlow
        var ways = query.flowRuns.map { Way.flowRuns($0, in: order) } ?? []
        if query.taskRuns?.id?.any != nil, query.taskRuns?.joining != .or {
            let tasks = SQL.all(SQL.conditions(query.taskRuns))
            ways.append(
                Way(
                    index: "sqlite_autoindex_flow_run_1",
                    condition: "flow_run.id IN (SELECT task_run.flow_run_id FROM task_run WHERE \(tasks))"))
        }
        if query.flows != nil {
            ways.append(Way(index: "flow_run_by_flow", condition: SQL.flowRunIsOfFlow(query), few: few))
        }
        if query.deployments != nil {
            let condition = SQL.flowRunIsOfDeployment(query)
            ways.append(Way(index: "flow_run_by_deployment", condition: condition, few: few))
        }
        for condition in SQL.workQueues(query, has: "flow_run.work_queue_id") {
            ways.append(Way(index: "flow_run_by_work_queue", condition: condition))
        }
        self.ways = ways
    }
}

extension RunListPlan.Order {
    /// Names of runs often tell of their flow, so by name the runs of one flow stand together, far from the others.
    fileprivate var fewOfFlow: Int { isNewestFirst == nil ? RunListPlan.fewFarOff : RunListPlan.few }

    init(_ sort: FlowRunSort) {
        text = SQL.order(sort)
        switch sort {
        case .idDescending:
            isNewestFirst = true
            index = "sqlite_autoindex_flow_run_1"
        case .startTimeAscending, .startTimeDescending:
            isNewestFirst = sort == .startTimeDescending
            index = "flow_run_by_start"
        case .expectedStartTimeAscending, .expectedStartTimeDescending:
            isNewestFirst = sort == .expectedStartTimeDescending
            index = "flow_run_by_expected_start"
        case .nameAscending, .nameDescending: index = "flow_run_by_name"
        case .endTimeDescending:
            isNewestFirst = true
            index = "flow_run_by_end"
        case .nextScheduledStartTimeAscending:
            isNewestFirst = false
            index = "flow_run_by_next_start"
            nullsFirst = "flow_run.next_scheduled_start_time"
        }
    }
}

extension RunListPlan.Way {
    /// The ways that a filter of flow runs opens.
    fileprivate static func flowRuns(_ filter: FlowRunFilter, in order: RunListPlan.Order) -> [RunListPlan.Way] {
        let few = order.fewOfFlow
        var ways = ids(filter.id, table: "flow_run") + names(filter.name, table: "flow_run")
        ways += tags(filter.tags, in: .flowRun) + states(filter.state, table: "flow_run")
        if let any = filter.deploymentID?.only(\.any) {
            ways.append(
                .init(
                    index: "flow_run_by_deployment", condition: "flow_run.deployment_id IN \(SQL.list(any))", few: few))
        }
        if let any = filter.workQueueName?.only(\.any) {
            ways.append(
                .init(index: "flow_run_by_queue_name", condition: "flow_run.work_queue_name IN \(SQL.list(any))"))
        }
        if let parent = filter.parentTaskRunID, parent.any != nil || parent.isNull == false, parent.joining == .and {
            let condition = SQL.all(SQL.conditions(parent, on: "flow_run.parent_task_run_id"))
            ways.append(.init(index: "flow_run_by_parent", condition: condition))
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
        return ways + times(filter, in: order)
    }

    private static func times(_ filter: FlowRunFilter, in order: RunListPlan.Order) -> [RunListPlan.Way] {
        let start: SQL = "coalesce(flow_run.start_time, flow_run.expected_start_time)"
        return times(filter.startTime?.bounds, on: start, "flow_run_by_start", in: order)
            + times(filter.endTime, on: "flow_run.end_time", "flow_run_by_end", in: order)
            + times(
                filter.expectedStartTime, on: "flow_run.expected_start_time", "flow_run_by_expected_start", in: order)
            + times(
                filter.nextScheduledStartTime?.bounds, on: "flow_run.next_scheduled_start_time",
                "flow_run_by_next_start", in: order
            ).map {
                // Only runs that wait have a next start: few, and the newest.
                .init(index: $0.index, condition: $0.condition, few: RunListPlan.fewFarOff)
            }
    }
}

extension TimeCriteria {
    /// The bounds alone.
    fileprivate var bounds: TimeCriteria { TimeCriteria(before: before, after: after) }
}
