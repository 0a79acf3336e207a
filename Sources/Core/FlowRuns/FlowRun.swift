import JSON

/// One execution of a flow, from being scheduled to its end.
public enum FlowRun {
    /// What the API answers for a flow run.
    public static let wire = WireObject(
        "FlowRunResponse",
        [
            .init("id", .id),
            .init("created", .time),
            .init("updated", .time),
            .init("name", .text),
            .init("flow_id", .id),
            .init("state_id", .id),
            .init("deployment_id", .id),
            .init("deployment_version", .text),
            .init("work_queue_id", .id, from: .related(.workQueue, "id")),
            .init("work_queue_name", .text, from: .derived(.workQueueName)),
            .init("flow_version", .text),
            .init("parameters", .json(default: [:])),
            .init("idempotency_key", .text),
            .init("context", .json(default: [:])),
            .init("empirical_policy", .sparse(FlowRunPolicy.wire)),
            .init("tags", .json(default: [])),
            .init("labels", .json(default: [:])),
            .init("parent_task_run_id", .id),
            .init("state_type", .text),
            .init("state_name", .text),
            .init("run_count", .integer),
            .init("expected_start_time", .time),
            .init("next_scheduled_start_time", .time),
            .init("start_time", .time),
            .init("end_time", .time),
            .init("total_run_time", .seconds),
            .init("estimated_run_time", .seconds, from: .derived(.estimatedRunTime)),
            .init("estimated_start_time_delta", .seconds, from: .derived(.estimatedStartDelta)),
            .init("auto_scheduled", .boolean),
            .init("infrastructure_document_id", .id),
            .init("infrastructure_pid", .text),
            .init("created_by", .json(default: nil)),
            .init("work_pool_id", .id, from: .related(.workPool, "id")),
            .init("work_pool_name", .text, from: .related(.workPool, "name")),
            .init("state", .object(State.wire), from: .relation(.state)),
            .init("job_variables", .json(default: [:])),
        ])

    /// What workers get of a run that they may start: without its state, which they set anyway, and the pool, which they
    /// know.
    public static let workerWire = WireObject(
        "FlowRun",
        agentWire.fields.compactMap { field in
            switch field.name {
            case "work_pool_id", "work_pool_name": nil
            case "state": .init(field.name, .json(default: nil), from: .constant(nil))
            default: field
            }
        })

    /// What agents get of a run that they may start: they know no pools, and its queue by the name it came with.
    public static let agentWire = WireObject(
        "FlowRunResponse",
        wire.fields.map { field in
            switch field.name {
            case "work_pool_id", "work_pool_name": .init(field.name, field.kind, from: .constant(nil))
            case "work_queue_id", "work_queue_name": .init(field.name, field.kind)
            default: field
            }
        })
}

/// What a run does about failures and pauses: kept as JSON with only the members that differ from their defaults.
public enum FlowRunPolicy {
    public static let wire = WireObject(
        "FlowRunPolicy",
        [
            .init("max_retries", .integer, from: .sparse(default: 0)),
            .init("retry_delay_seconds", .number, from: .sparse(default: 0.0)),
            .init("retries", .integer, from: .sparse(default: nil)),
            .init("retry_delay", .integer, from: .sparse(default: nil)),
            .init("pause_keys", .json(default: nil), from: .sparse(default: [])),
            .init("resuming", .boolean, from: .sparse(default: false)),
            .init("retry_type", .text, from: .sparse(default: nil)),
        ])
}
