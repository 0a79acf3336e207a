import Core

/// Each filter as conditions on the columns of its own table.
extension SQL {
    /// The conditions of one member, which hold together whatever its neighbours are joined by.
    private static func member(_ conditions: [SQL]) -> [SQL] { conditions.isEmpty ? [] : [all(conditions)] }

    static func conditions(_ filter: FlowFilter?) -> [SQL] {
        guard let filter else { return [] }
        var result = member(conditions(filter.id, on: "flow.id"))
        result += member(conditions(filter.name, on: "flow.name"))
        result += member(conditions(filter.tags, onJSON: "flow.tags"))
        if let hasNone = filter.hasNoDeployment {
            let exists: SQL = "EXISTS (SELECT 1 FROM deployment AS d WHERE d.flow_id = flow.id)"
            result.append(hasNone ? "NOT \(exists)" : exists)
        }
        return joined(result, by: filter.joining, orElse: filter.hasVoidMember)
    }

    static func conditions(_ filter: FlowRunFilter?, isChecking: Bool = false) -> [SQL] {
        guard let filter else { return [] }
        var result = member(conditions(filter.id, on: "flow_run.id"))
        result += member(conditions(filter.name, on: "flow_run.name"))
        result += member(conditions(filter.tags, in: .flowRun, isChecking: isChecking))
        result += member(conditions(filter.deploymentID, on: "flow_run.deployment_id"))
        result += member(conditions(filter.workQueueName, on: "flow_run.work_queue_name"))
        result += member(conditions(filter.state, onType: "flow_run.state_type", name: "flow_run.state_name"))
        result += member(conditions(filter.flowVersion, on: "flow_run.flow_version"))
        result += member(
            conditions(filter.startTime, started: "flow_run.start_time", expected: "flow_run.expected_start_time"))
        result += member(conditions(filter.endTime, on: "flow_run.end_time"))
        result += member(conditions(filter.expectedStartTime, on: "flow_run.expected_start_time"))
        result += member(conditions(filter.nextScheduledStartTime, on: "flow_run.next_scheduled_start_time"))
        if let parents = filter.parentFlowRunID?.any {
            result.append(flowRunIsCalled(by: parents))
        }
        result += member(conditions(filter.parentTaskRunID, on: "flow_run.parent_task_run_id"))
        result += member(conditions(filter.idempotencyKey, on: "flow_run.idempotency_key"))
        result += member(conditions(filter.createdBy, on: "flow_run.created_by"))
        return joined(result, by: filter.joining, orElse: filter.hasVoidMember)
    }

    /// That a run is a subflow of one of these.
    static func flowRunIsCalled(by parents: [ID]) -> SQL {
        """
        flow_run.parent_task_run_id IN (SELECT id FROM task_run AS p WHERE p.flow_run_id IN \(list(parents)))
        """
    }

    private static func conditions(_ criteria: CreatorCriteria?, on creator: SQL) -> [SQL] {
        guard let criteria else { return [] }
        let texts = criteria.ids.map { $0.map(\.description) }
        var result = member(conditions(TextCriteria(any: texts), on: "json_extract(\(creator), '$.id')"))
        result += member(conditions(TextCriteria(any: criteria.types), on: "json_extract(\(creator), '$.type')"))
        result += member(conditions(TextCriteria(isNull: criteria.isNull), on: creator))
        return joined(result, by: criteria.joining)
    }

    /// A run that has not started counts with the time at which it is expected to; only `is_null_` looks at the start itself.
    private static func conditions(_ criteria: TimeCriteria?, started: SQL, expected: SQL) -> [SQL] {
        let isNull = TimeCriteria(isNull: criteria?.isNull)
        let bounds = TimeCriteria(before: criteria?.before, after: criteria?.after)
        return conditions(bounds, on: "coalesce(\(started), \(expected))") + conditions(isNull, on: started)
    }

    static func conditions(_ filter: TaskRunFilter?, isChecking: Bool = false) -> [SQL] {
        guard let filter else { return [] }
        var result = member(conditions(filter.id, on: "task_run.id"))
        result += member(conditions(filter.name, on: "task_run.name"))
        result += member(conditions(filter.tags, in: .taskRun, isChecking: isChecking))
        result += member(conditions(filter.state, onType: "task_run.state_type", name: "task_run.state_name"))
        result += member(conditions(filter.startTime, on: "task_run.start_time"))
        result += member(conditions(filter.endTime, on: "task_run.end_time"))
        result += member(conditions(filter.expectedStartTime, on: "task_run.expected_start_time"))
        if let hasSubflow = filter.hasSubflowRuns {
            let exists: SQL = "EXISTS (SELECT 1 FROM flow_run AS s WHERE s.parent_task_run_id = task_run.id)"
            result.append(hasSubflow ? exists : "NOT \(exists)")
        }
        result += member(conditions(filter.flowRunID, on: "task_run.flow_run_id"))
        return joined(result, by: filter.joining, orElse: filter.hasVoidMember)
    }

    static func conditions(_ filter: DeploymentFilter?) -> [SQL] {
        guard let filter else { return [] }
        var result = member(conditions(filter.id, on: "deployment.id"))
        result += member(conditions(filter.name, on: "deployment.name"))
        if let text = filter.flowOrDeploymentName {
            let like = TextCriteria(like: text)
            result.append(
                any(
                    conditions(like, on: "deployment.name")
                        + [
                            "deployment.flow_id IN (SELECT f.id FROM flow AS f WHERE \(all(conditions(like, on: "f.name"))))"
                        ]))
        }
        if let paused = filter.paused { result.append("deployment.paused = \(paused)") }
        result += member(conditions(filter.tags, onJSON: "deployment.tags"))
        result += member(conditions(filter.workQueueName, on: "deployment.work_queue_name"))
        result += member(conditions(filter.concurrencyLimit, on: "deployment.concurrency_limit"))
        return joined(result, by: filter.joining, orElse: filter.hasVoidMember)
    }

    static func conditions(_ filter: WorkPoolFilter?) -> [SQL] {
        guard let filter else { return [] }
        var result = member(conditions(filter.id, on: "work_pool.id"))
        result += member(conditions(filter.name, on: "work_pool.name"))
        result += member(conditions(filter.type, on: "work_pool.type"))
        return joined(result, by: filter.joining, orElse: filter.hasVoidMember)
    }

    static func conditions(_ filter: WorkQueueFilter?) -> [SQL] {
        guard let filter else { return [] }
        var result = member(conditions(filter.id, on: "work_queue.id"))
        result += member(conditions(filter.name, on: "work_queue.name"))
        if let beginnings = filter.nameBeginnings, !beginnings.isEmpty {
            result.append(any(beginnings.map { "work_queue.name LIKE \("\($0)%")" }))
        }
        return joined(result, by: filter.joining, orElse: filter.hasVoidMember)
    }

    static func conditions(_ criteria: StateCriteria?, onType type: SQL, name: SQL) -> [SQL] {
        guard let criteria else { return [] }
        var types: [SQL] = []
        if let any = criteria.anyType { types.append("\(type) IN \(list(any.map(\.rawValue)))") }
        if let notAny = criteria.notAnyType, !notAny.isEmpty {
            types.append("\(type) NOT IN \(list(notAny.map(\.rawValue)))")
        }
        var names: [SQL] = []
        if let any = criteria.anyName { names.append("\(name) IN \(list(any))") }
        if let notAny = criteria.notAnyName, !notAny.isEmpty { names.append("\(name) NOT IN \(list(notAny))") }
        return joined(member(types) + member(names), by: criteria.joining)
    }
}

extension TagTable {
    static let flowRun = TagTable(
        name: "flow_run_tag", owner: "flow_run_id", runs: "flow_run", id: "flow_run.id", tags: "flow_run.tags")
    static let taskRun = TagTable(
        name: "task_run_tag", owner: "task_run_id", runs: "task_run", id: "task_run.id", tags: "task_run.tags")
}
