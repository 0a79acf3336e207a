import JSON

/// A flow made ready to run: with parameters, schedules and a place to run in.
public enum Deployment {
    /// What the API answers for a deployment.
    public static let wire = WireObject(
        "DeploymentResponse",
        [
            .init("id", .id),
            .init("created", .time),
            .init("updated", .time),
            .init("name", .text),
            .init("version", .text),
            .init("description", .text),
            .init("flow_id", .id),
            .init("paused", .boolean),
            .init("schedules", .list(DeploymentSchedule.wire), from: .relation(.schedules)),
            .init("concurrency_limit", .integer, from: .constant(nil)),
            .init("global_concurrency_limit", .object(ConcurrencyLimit.wire), from: .relation(.concurrencyLimit)),
            .init("concurrency_options", .json(default: nil)),
            .init("job_variables", .json(default: [:])),
            .init("parameters", .json(default: [:])),
            .init("tags", .json(default: [])),
            .init("labels", .json(default: [:])),
            .init("work_queue_name", .text, from: .derived(.workQueueName)),
            .init("work_queue_id", .id),
            .init("last_polled", .time),
            .init("parameter_openapi_schema", .json(default: nil)),
            .init("path", .text),
            .init("pull_steps", .json(default: nil)),
            .init("entrypoint", .text),
            .init("storage_document_id", .id),
            .init("infrastructure_document_id", .id),
            .init("created_by", .json(default: nil)),
            .init("updated_by", .json(default: nil)),
            .init("work_pool_name", .text, from: .related(.workPool, "name")),
            .init("status", .text),
            .init("enforce_parameter_schema", .boolean),
        ])
}

/// A schedule as one of a deployment's own.
public enum DeploymentSchedule {
    public static let wire = WireObject(
        "DeploymentSchedule",
        [
            .init("id", .id),
            .init("created", .time),
            .init("updated", .time),
            .init("deployment_id", .id),
            .init("schedule", .json(default: nil)),
            .init("active", .boolean),
            .init("max_scheduled_runs", .integer),
            .init("parameters", .json(default: [:])),
            .init("slug", .text),
        ])
}
