import Core

/// How the filters of a request restrict each kind of list: its own filter on its own columns, the others through what
/// belongs to a row. Filters that meet in one row must hold for the same row: a flow with one run that matches the filter
/// of runs and another that matches the filter of task runs does not match both. A filter that is there and says nothing
/// still asks for a row.
extension SQL {
    static func flowConditions(_ query: RunQuery) -> [SQL] {
        var result = conditions(query.flows)
        if query.flowRuns != nil || query.taskRuns != nil {
            let runs = conditions(query.flowRuns) + taskRuns(query)
            result.append(exists("flow_run", ["flow_run.flow_id = flow.id"] + runs))
        }
        if query.deployments != nil || query.workPools != nil || query.workQueues != nil {
            let deployments = conditions(query.deployments) + workQueues(query, has: "deployment.work_queue_id")
            result.append(exists("deployment", ["deployment.flow_id = flow.id"] + deployments))
        }
        return result
    }

    /// - Parameter isChecking: whether runs are looked at one by one. Then nothing lists all runs that have a tag.
    static func flowRunConditions(_ query: RunQuery, isChecking: Bool = false) -> [SQL] {
        var result = conditions(query.flowRuns, isChecking: isChecking) + taskRuns(query)
        if query.flows != nil { result.append(flowRunIsOfFlow(query)) }
        if query.deployments != nil { result.append(flowRunIsOfDeployment(query)) }
        return result + workQueues(query, has: "flow_run.work_queue_id")
    }

    /// That a run's flow is one that the filter of flows finds. There are few flows: they are listed once.
    static func flowRunIsOfFlow(_ query: RunQuery) -> SQL {
        "flow_run.flow_id IN (\(flowIDs(query)))"
    }

    /// The flows that the filter of flows finds.
    static func flowIDs(_ query: RunQuery) -> SQL { "SELECT flow.id FROM flow WHERE \(all(conditions(query.flows)))" }

    /// That a run's deployment is one that the filter of deployments finds.
    static func flowRunIsOfDeployment(_ query: RunQuery) -> SQL {
        "flow_run.deployment_id IN (\(deploymentIDs(query)))"
    }

    /// The deployments that the filter of deployments finds.
    static func deploymentIDs(_ query: RunQuery) -> SQL {
        "SELECT deployment.id FROM deployment WHERE \(all(conditions(query.deployments)))"
    }

    static func taskRunConditions(_ query: RunQuery, isChecking: Bool = false) -> [SQL] {
        var result = conditions(query.taskRuns, isChecking: isChecking)
        if query.restrictsFlowRuns {
            var parents = query
            parents.taskRuns = nil
            let conditions = flowRunConditions(parents, isChecking: true)
            result.append(exists("flow_run", ["flow_run.id = task_run.flow_run_id"] + conditions))
        }
        return result
    }

    static func deploymentConditions(_ query: RunQuery) -> [SQL] {
        var result = conditions(query.deployments)
        if query.flows != nil {
            result.append(exists("flow", ["flow.id = deployment.flow_id"] + conditions(query.flows)))
        }
        if query.flowRuns != nil || query.taskRuns != nil {
            let runs = conditions(query.flowRuns) + taskRuns(query)
            result.append(exists("flow_run", ["flow_run.deployment_id = deployment.id"] + runs))
        }
        return result + workQueues(query, has: "deployment.work_queue_id")
    }

    /// That a run has a task run which the filter of task runs finds.
    private static func taskRuns(_ query: RunQuery) -> [SQL] {
        guard query.taskRuns != nil else { return [] }
        let asked = conditions(query.taskRuns, isChecking: true)
        return [exists("task_run", ["task_run.flow_run_id = flow_run.id"] + asked)]
    }

    /// That a column names a queue which the filters of pools and queues find.
    private static func workQueues(_ query: RunQuery, has column: SQL) -> [SQL] {
        workQueueIDs(query).map { ["\(column) IN (\($0))"] } ?? []
    }

    /// The queues that the filters of pools and queues find; nil when there are no such filters.
    static func workQueueIDs(_ query: RunQuery) -> SQL? {
        guard query.workPools != nil || query.workQueues != nil else { return nil }
        var found = conditions(query.workQueues)
        if query.workPools != nil {
            let pools = all(conditions(query.workPools))
            found.append("work_queue.work_pool_id IN (SELECT work_pool.id FROM work_pool WHERE \(pools))")
        }
        return "SELECT work_queue.id FROM work_queue WHERE \(all(found))"
    }

    private static func exists(_ table: SQL, _ conditions: [SQL]) -> SQL {
        "EXISTS (SELECT 1 FROM \(table) WHERE \(all(conditions)))"
    }
}
