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
            .nullable("state_id", .id),
            .nullable("deployment_id", .id),
            .nullable("deployment_version", .text),
            .nullable("work_queue_id", .id, from: .related(.workQueue, "id")),
            .nullable("work_queue_name", .text, from: .derived(.workQueueName)),
            .nullable("flow_version", .text),
            .init("parameters", .json(default: [:]), as: .map(.any)),
            .nullable("idempotency_key", .text),
            .init("context", .json(default: [:]), as: .map(.any)),
            .init("empirical_policy", .sparse(FlowRunPolicy.wire)),
            .init("tags", .json(default: []), as: .list(.text)),
            .init("labels", .json(default: [:]), as: .labels),
            .nullable("parent_task_run_id", .id),
            .nullable("state_type", .text, as: .one(of: StateType.self)),
            .nullable("state_name", .text),
            .init("run_count", .integer),
            .nullable("expected_start_time", .time),
            .nullable("next_scheduled_start_time", .time),
            .nullable("start_time", .time),
            .nullable("end_time", .time),
            .init("total_run_time", .seconds),
            .init("estimated_run_time", .seconds, from: .derived(.estimatedRunTime)),
            .init("estimated_start_time_delta", .seconds, from: .derived(.estimatedStartDelta)),
            .init("auto_scheduled", .boolean),
            .nullable("infrastructure_document_id", .id),
            .nullable("infrastructure_pid", .text),
            .nullable("created_by", .json(default: nil), as: .object(Origin.createdBy)),
            .nullable("work_pool_id", .id, from: .related(.workPool, "id")),
            .nullable("work_pool_name", .text, from: .related(.workPool, "name")),
            .nullable("state", .object(State.wire), from: .relation(.state)),
            .nullable("job_variables", .json(default: [:]), as: .map(.any)),
        ])

    /// What workers get of a run that they may start: without its state, which they set anyway, and the pool, which they
    /// know.
    public static let workerWire = WireObject(
        "FlowRun",
        agentWire.fields.compactMap { field in
            switch field.name {
            case "work_pool_id", "work_pool_name": nil
            case "state": .nullable(field.name, .json(default: nil), from: .constant(nil), as: .object(State.wire))
            default: field
            }
        })

    /// What agents get of a run that they may start: they know no pools, and its queue by the name it came with.
    public static let agentWire = WireObject(
        "FlowRunResponse",
        wire.fields.map { field in
            switch field.name {
            case "work_pool_id", "work_pool_name": .nullable(field.name, field.kind, from: .constant(nil))
            case "work_queue_id", "work_queue_name": .nullable(field.name, field.kind)
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
            .nullable("retries", .integer, from: .sparse(default: nil)),
            .nullable("retry_delay", .integer, from: .sparse(default: nil)),
            .nullable("pause_keys", .json(default: nil), from: .sparse(default: []), as: .list(.text)),
            .nullable("resuming", .boolean, from: .sparse(default: false)),
            .nullable("retry_type", .text, from: .sparse(default: nil)),
        ])
}
