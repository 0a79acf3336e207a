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
            .nullable("version", .text),
            .nullable("description", .text),
            .init("flow_id", .id),
            .init("paused", .boolean),
            .init("schedules", .list(DeploymentSchedule.wire), from: .relation(.schedules)),
            .nullable("concurrency_limit", .integer, from: .constant(nil)),
            .nullable("global_concurrency_limit", .object(ConcurrencyLimit.wire), from: .relation(.concurrencyLimit)),
            .nullable("concurrency_options", .json(default: nil), as: .object(ConcurrencyOptions.wire)),
            .init("job_variables", .json(default: [:]), as: .map(.any)),
            .init("parameters", .json(default: [:]), as: .map(.any)),
            .init("tags", .json(default: []), as: .list(.text)),
            .init("labels", .json(default: [:]), as: .labels),
            .nullable("work_queue_name", .text, from: .derived(.workQueueName)),
            .nullable("work_queue_id", .id),
            .nullable("last_polled", .time),
            .nullable("parameter_openapi_schema", .json(default: nil), as: .map(.any)),
            .nullable("path", .text),
            .nullable("pull_steps", .json(default: nil), as: .list(.map(.any))),
            .nullable("entrypoint", .text),
            .nullable("storage_document_id", .id),
            .nullable("infrastructure_document_id", .id),
            .nullable("created_by", .json(default: nil), as: .object(Origin.createdBy)),
            .nullable("updated_by", .json(default: nil), as: .object(Origin.updatedBy)),
            .nullable("work_pool_name", .text, from: .related(.workPool, "name")),
            .nullable("status", .text, as: .choice("DeploymentStatus", ["READY", "NOT_READY"])),
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
            .nullable("deployment_id", .id),
            .init("schedule", .json(default: nil), as: Schedule.shape),
            .init("active", .boolean),
            .nullable("max_scheduled_runs", .integer),
            .init("parameters", .json(default: [:]), as: .map(.any)),
            .nullable("slug", .text),
        ])
}
