import JSON

/// One execution of a task within a flow run, or by itself.
public enum TaskRun {
    /// What the API answers for a task run.
    public static let wire = WireObject(
        "TaskRun",
        [
            .init("id", .id),
            .init("created", .time),
            .init("updated", .time),
            .init("name", .text),
            .nullable("flow_run_id", .id),
            .init("task_key", .text),
            .init("dynamic_key", .text),
            .nullable("cache_key", .text),
            .nullable("cache_expiration", .time),
            .nullable("task_version", .text),
            .init("empirical_policy", .sparse(TaskRunPolicy.wire)),
            .init("tags", .json(default: []), as: .list(.text)),
            .nullable("labels", .json(default: [:]), as: .labels),
            .nullable("state_id", .id),
            .init("task_inputs", .json(default: [:]), as: .map(.list(TaskInput.shape))),
            .nullable("state_type", .text, as: .one(of: StateType.self)),
            .nullable("state_name", .text),
            .init("run_count", .integer),
            .init("flow_run_run_count", .integer),
            .nullable("expected_start_time", .time),
            .nullable("next_scheduled_start_time", .time),
            .nullable("start_time", .time),
            .nullable("end_time", .time),
            .init("total_run_time", .seconds),
            .init("estimated_run_time", .seconds, from: .derived(.estimatedRunTime)),
            .init("estimated_start_time_delta", .seconds, from: .derived(.estimatedStartDelta)),
            .nullable("state", .object(State.wire), from: .relation(.state)),
        ])
}

/// What a task run does about failures: kept as JSON with only the members that differ from their defaults.
public enum TaskRunPolicy {
    public static let wire = WireObject(
        "TaskRunPolicy",
        [
            .init("max_retries", .integer, from: .sparse(default: 0)),
            .init("retry_delay_seconds", .number, from: .sparse(default: 0.0)),
            .nullable("retries", .integer, from: .sparse(default: nil)),
            .nullable(
                "retry_delay", .json(default: nil), from: .sparse(default: nil),
                as: .either([.integer, .number, .list(.integer), .list(.number)])),
            .nullable("retry_jitter_factor", .number, from: .sparse(default: nil)),
        ])

    /// The policy with the delays of a list all whole or all with a fraction: lists of Prefect's are of one type.
    static func uniform(_ policy: JSONObject) -> JSONObject {
        guard let delays = policy["retry_delay"]?.array, delays.contains(where: { $0.int == nil }) else {
            return policy
        }
        var policy = policy
        policy["retry_delay"] = .array(delays.map { $0.double.map(JSONValue.double) ?? $0 })
        return policy
    }
}
