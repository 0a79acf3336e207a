public import Core

extension SQLTransaction: FlowRunServiceReading {
    public func expiredPauses(at now: Timestamp, limit: Int) throws -> [ID] {
        try connection.rows(
            "SELECT id FROM flow_run WHERE pause_timeout < \(now) ORDER BY pause_timeout, id LIMIT \(limit)"
        ) { try $0.id(0) }
    }

    // The types of states are written as in the partial indexes, so that SQLite sees that these serve.

    public func taskRunsOfCancelledRuns(since: Timestamp, limit: Int) throws -> [ID] {
        try connection.rows(
            """
            SELECT task.id FROM flow_run AS run INDEXED BY flow_run_cancelled
            CROSS JOIN task_run AS task INDEXED BY task_run_unfinished ON task.flow_run_id = run.id
            WHERE run.state_type = 'CANCELLED' AND run.end_time >= \(since)
                AND task.state_type IN ('SCHEDULED', 'PENDING', 'RUNNING', 'PAUSED', 'CANCELLING')
                AND NOT EXISTS (
                    SELECT 1 FROM flow_run AS sub INDEXED BY flow_run_unfinished_subflow
                    WHERE sub.parent_task_run_id = task.id
                        AND sub.state_type IN ('SCHEDULED', 'PENDING', 'RUNNING', 'PAUSED', 'CANCELLING')
                )
            LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }

    public func subflowRunsOfCancelledRuns(limit: Int) throws -> [SubflowRun] {
        try connection.rows(
            """
            SELECT sub.id, sub.deployment_id IS NOT NULL FROM flow_run AS sub INDEXED BY flow_run_unfinished_subflow
            CROSS JOIN task_run AS task ON task.id = sub.parent_task_run_id
            CROSS JOIN flow_run AS run ON run.id = task.flow_run_id
            WHERE sub.parent_task_run_id IS NOT NULL
                AND sub.state_type IN ('SCHEDULED', 'PENDING', 'RUNNING', 'PAUSED', 'CANCELLING')
                AND run.state_type = 'CANCELLED'
                AND NOT (sub.state_type = 'CANCELLING' AND sub.deployment_id IS NOT NULL)
            LIMIT \(limit)
            """
        ) { SubflowRun(id: try $0.id(0), isDeployed: $0.bool(1)) }
    }

    public func flowRunsCancelling(since: Timestamp, limit: Int) throws -> [ID] {
        try connection.rows(
            """
            SELECT id FROM flow_run WHERE state_type = 'CANCELLING' AND state_timestamp <= \(since)
            ORDER BY id LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }
}
