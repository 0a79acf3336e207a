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

    static func flowRunConditions(_ query: RunQuery) -> [SQL] {
        var result = conditions(query.flowRuns) + taskRuns(query)
        if query.flows != nil {
            result.append(exists("flow", ["flow.id = flow_run.flow_id"] + conditions(query.flows)))
        }
        if query.deployments != nil {
            let deployments = conditions(query.deployments)
            result.append(exists("deployment", ["deployment.id = flow_run.deployment_id"] + deployments))
        }
        return result + workQueues(query, has: "flow_run.work_queue_id")
    }

    static func taskRunConditions(_ query: RunQuery) -> [SQL] {
        var result = conditions(query.taskRuns)
        if query.restrictsFlowRuns {
            var parents = query
            parents.taskRuns = nil
            result.append(exists("flow_run", ["flow_run.id = task_run.flow_run_id"] + flowRunConditions(parents)))
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
        return [exists("task_run", ["task_run.flow_run_id = flow_run.id"] + conditions(query.taskRuns))]
    }

    /// That a column names a queue which the filters of pools and queues find.
    private static func workQueues(_ query: RunQuery, has column: SQL) -> [SQL] {
        guard query.workPools != nil || query.workQueues != nil else { return [] }
        var found = conditions(query.workQueues)
        if query.workPools != nil {
            let pools = all(conditions(query.workPools))
            found.append("work_queue.work_pool_id IN (SELECT work_pool.id FROM work_pool WHERE \(pools))")
        }
        return ["\(column) IN (SELECT work_queue.id FROM work_queue WHERE \(all(found)))"]
    }

    private static func exists(_ table: SQL, _ conditions: [SQL]) -> SQL {
        "EXISTS (SELECT 1 FROM \(table) WHERE \(all(conditions)))"
    }
}
