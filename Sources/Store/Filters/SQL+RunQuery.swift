import Core

/// How the filters of a request restrict each kind of list: its own filter on its own columns, the others through EXISTS.
extension SQL {
    static func flowConditions(_ query: RunQuery) -> [SQL] {
        var result = conditions(query.flows)
        if let runs = query.flowRuns {
            result.append(
                "EXISTS (SELECT 1 FROM flow_run WHERE flow_run.flow_id = flow.id AND \(all(conditions(runs))))")
        }
        if let tasks = query.taskRuns {
            result.append(
                """
                EXISTS (SELECT 1 FROM flow_run JOIN task_run ON task_run.flow_run_id = flow_run.id
                        WHERE flow_run.flow_id = flow.id AND \(all(conditions(tasks))))
                """)
        }
        if let deployments = query.deployments {
            result.append(
                """
                EXISTS (SELECT 1 FROM deployment
                        WHERE deployment.flow_id = flow.id AND \(all(conditions(deployments))))
                """)
        }
        return query.requiresWorkPool ? ["FALSE"] : result
    }

    static func flowRunConditions(_ query: RunQuery) -> [SQL] {
        var result = conditions(query.flowRuns)
        if let flows = query.flows {
            result.append("EXISTS (SELECT 1 FROM flow WHERE flow.id = flow_run.flow_id AND \(all(conditions(flows))))")
        }
        if let tasks = query.taskRuns {
            result.append(
                """
                EXISTS (SELECT 1 FROM task_run
                        WHERE task_run.flow_run_id = flow_run.id AND \(all(conditions(tasks))))
                """)
        }
        if let deployments = query.deployments {
            result.append(
                """
                EXISTS (SELECT 1 FROM deployment
                        WHERE deployment.id = flow_run.deployment_id AND \(all(conditions(deployments))))
                """)
        }
        return query.requiresWorkPool ? ["FALSE"] : result
    }

    static func taskRunConditions(_ query: RunQuery) -> [SQL] {
        var result = conditions(query.taskRuns)
        var ofFlowRuns = query
        ofFlowRuns.taskRuns = nil
        let parents = flowRunConditions(ofFlowRuns)
        if query.flowRuns != nil || query.flows != nil || query.deployments != nil {
            result.append(
                "EXISTS (SELECT 1 FROM flow_run WHERE flow_run.id = task_run.flow_run_id AND \(all(parents)))")
        }
        return query.requiresWorkPool ? ["FALSE"] : result
    }

    static func deploymentConditions(_ query: RunQuery) -> [SQL] {
        var result = conditions(query.deployments)
        if let flows = query.flows {
            result.append(
                "EXISTS (SELECT 1 FROM flow WHERE flow.id = deployment.flow_id AND \(all(conditions(flows))))")
        }
        if let runs = query.flowRuns {
            result.append(
                """
                EXISTS (SELECT 1 FROM flow_run
                        WHERE flow_run.deployment_id = deployment.id AND \(all(conditions(runs))))
                """)
        }
        if let tasks = query.taskRuns {
            result.append(
                """
                EXISTS (SELECT 1 FROM flow_run JOIN task_run ON task_run.flow_run_id = flow_run.id
                        WHERE flow_run.deployment_id = deployment.id AND \(all(conditions(tasks))))
                """)
        }
        return query.requiresWorkPool ? ["FALSE"] : result
    }
}
