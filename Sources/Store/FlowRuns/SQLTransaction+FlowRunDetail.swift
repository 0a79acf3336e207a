public import Core
import JSON

extension SQLTransaction {
    public func flowRunDetail(_ id: ID) throws -> FlowRunDetail? {
        try connection.first(
            """
            SELECT \(SQL.flowRunSummaryColumns),
                flow_run.created, flow_run.parameters, state.message, flow_run.run_count,
                flow_run.next_scheduled_start_time, flow_run.auto_scheduled, flow_run.work_queue_name,
                flow_run.flow_version, flow_run.deployment_version, flow_run.infrastructure_pid,
                flow_run.idempotency_key, flow_run.created_by, parent.id, parent.name,
                \(SQL.workPoolName(of: "flow_run"))
            FROM flow_run \(SQL.flowRunSummaryJoins)
            LEFT JOIN flow_run_state AS state ON state.id = flow_run.state_id
            LEFT JOIN task_run ON task_run.id = flow_run.parent_task_run_id
            LEFT JOIN flow_run AS parent ON parent.id = task_run.flow_run_id
            WHERE flow_run.id = \(id)
            """
        ) { row in
            let next = FlowRunSummary.columnCount
            return FlowRunDetail(
                summary: try FlowRunSummary(row: row), created: row.time(next), parameters: try row.json(next + 1),
                message: row.optionalText(next + 2), runCount: Int(row.int(next + 3)),
                nextScheduledStart: row.optionalTime(next + 4), isAutoScheduled: row.bool(next + 5),
                workPool: row.optionalText(next + 14), workQueue: row.optionalText(next + 6),
                flowVersion: row.optionalText(next + 7),
                deploymentVersion: row.optionalText(next + 8), infrastructurePID: row.optionalText(next + 9),
                idempotencyKey: row.optionalText(next + 10), createdBy: try row.optionalJSON(next + 11),
                parent: row.objectName(next + 12))
        }
    }
}
