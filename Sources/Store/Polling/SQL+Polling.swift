import Core

/// The queries of polls. Each follows an index in the order of the scheduled start, so that the runs beyond a limit, and
/// those that ended, cost nothing.
extension SQL {
    /// Ids of runs that workers find in a queue.
    static func runs(inQueue queue: ID, _ wanted: WaitingRuns) -> SQL {
        """
        SELECT id FROM flow_run
        WHERE work_queue_id = \(queue) AND state_type = 'SCHEDULED' AND \(window(wanted))
            AND (empirical_policy = '{}' OR empirical_policy ->> '$.retry_type' IS NOT 'in_process')
        ORDER BY next_scheduled_start_time, id LIMIT \(wanted.limit)
        """
    }

    static func countHoldingSlots(ofQueues queues: [ID]) -> SQL {
        """
        SELECT count(*) FROM flow_run
        WHERE work_queue_id IN \(list(queues)) AND \(holdsSlot("flow_run"))
        """
    }

    /// Ids of runs that agents find in a queue.
    static func runs(inQueueOfAgents queue: WorkQueueFacts, _ wanted: WaitingRuns) -> SQL {
        // Two indexes give their earliest each; a condition with OR would have all that wait sorted.
        let columns: SQL = "SELECT next_scheduled_start_time AS start, id FROM flow_run"
        let rest: SQL = """
            AND state_type = 'SCHEDULED' AND \(window(wanted)) ORDER BY next_scheduled_start_time, id
            LIMIT \(wanted.limit)
            """
        return """
            SELECT id FROM (
                SELECT * FROM (\(columns) WHERE work_queue_id = \(queue.id) \(rest))
                UNION ALL
                SELECT * FROM (\(columns) WHERE work_queue_id IS NULL AND work_queue_name = \(queue.name) \(rest)))
            ORDER BY start, id LIMIT \(wanted.limit)
            """
    }

    static func countHoldingSlots(ofQueueOfAgents queue: WorkQueueFacts) -> SQL {
        """
        SELECT (SELECT count(*) FROM flow_run WHERE work_queue_id = \(queue.id) AND \(isUnderWay("flow_run")))
            + (SELECT count(*) FROM flow_run INDEXED BY flow_run_holding_queue_name
               WHERE work_queue_id IS NULL AND work_queue_name = \(queue.name) AND \(isUnderWay("flow_run")))
        """
    }

    /// Ids of runs that a filter finds. All that are due are looked at, deployment by deployment: tags have no order of starts.
    static func runs(_ selection: WorkQueueSelection, _ wanted: WaitingRuns) -> SQL {
        let deployments: SQL = selection.deployments.map { "deployment.id IN \(list($0))" } ?? "TRUE"
        return """
            SELECT flow_run.id FROM deployment CROSS JOIN flow_run ON flow_run.deployment_id = deployment.id
            WHERE \(deployments) AND flow_run.state_type = 'SCHEDULED' AND \(window(wanted))
                AND \(tags(of: selection))
            ORDER BY flow_run.next_scheduled_start_time, flow_run.id LIMIT \(wanted.limit)
            """
    }

    static func countHoldingSlots(_ selection: WorkQueueSelection) -> SQL {
        // The sign keeps the database from going through all runs of the deployments.
        let deployments: SQL =
            selection.deployments.map { "+flow_run.deployment_id IN \(list($0))" }
            ?? "+flow_run.deployment_id IS NOT NULL"
        return """
            SELECT count(*) FROM flow_run
            WHERE flow_run.state_type IN ('PENDING', 'RUNNING') AND \(deployments) AND \(tags(of: selection))
            """
    }

    /// Queues or deployments that a poll has to touch.
    static func isStale(_ ids: [ID], _ cutoff: Timestamp) -> SQL {
        "id IN \(list(ids)) AND (status = 'NOT_READY' OR last_polled IS NULL OR last_polled <= \(cutoff))"
    }

    /// Deployments that become ready when queues are polled.
    static func isUnready(in queues: [ID]) -> SQL { "status = 'NOT_READY' AND work_queue_id IN \(list(queues))" }

    private static func window(_ wanted: WaitingRuns) -> SQL {
        """
        next_scheduled_start_time >= \(wanted.from ?? .earliest)
            AND next_scheduled_start_time <= \(wanted.through ?? .latest)
        """
    }

    private static func tags(of selection: WorkQueueSelection) -> SQL {
        all(
            selection.tags.map {
                "EXISTS (SELECT 1 FROM flow_run_tag WHERE tag = \($0) AND flow_run_id = flow_run.id)"
            })
    }
}
