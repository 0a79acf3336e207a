public import JSON

/// What a state carries beside its type: kept as JSON with only the members that differ from their defaults.
///
/// Members that rules look at have a property; all others pass through unchanged.
public struct StateDetails: Sendable, Equatable {
    /// Members as on the wire. `flow_run_id` and `task_run_id` of the run itself are columns of the state's row, not here.
    public var members: JSONObject

    public init(_ members: JSONObject = JSONObject()) { self.members = members }

    public static let wire = WireObject(
        "StateDetails",
        [
            .nullable("flow_run_id", .id, from: .sparseColumn("flow_run_id")),
            .nullable("task_run_id", .id, from: .sparseColumn("task_run_id")),
            .nullable("child_flow_run_id", .id, from: .sparse(default: nil)),
            .nullable("scheduled_time", .time, from: .sparse(default: nil)),
            .nullable("cache_key", .text, from: .sparse(default: nil)),
            .nullable("cache_expiration", .time, from: .sparse(default: nil)),
            .nullable("deferred", .boolean, from: .sparse(default: false)),
            .init("untrackable_result", .boolean, from: .sparse(default: false)),
            .nullable("pause_timeout", .time, from: .sparse(default: nil)),
            .init("pause_reschedule", .boolean, from: .sparse(default: false)),
            .nullable("pause_key", .text, from: .sparse(default: nil)),
            .nullable("run_input_keyset", .json(default: nil), from: .sparse(default: nil), as: .map(.text)),
            .nullable("refresh_cache", .boolean, from: .sparse(default: nil)),
            .nullable("retriable", .boolean, from: .sparse(default: nil)),
            .nullable("transition_id", .id, from: .sparse(default: nil)),
            .nullable("task_parameters_id", .id, from: .sparse(default: nil)),
            .nullable("traceparent", .text, from: .sparse(default: nil)),
            .nullable("deployment_concurrency_lease_id", .id, from: .sparse(default: nil)),
        ])
}

extension StateDetails {
    public var scheduledTime: Timestamp? {
        get { members["scheduled_time"]?.string.flatMap(Timestamp.init) }
        set { members["scheduled_time"] = newValue.map { .string($0.description) } }
    }

    public var pauseTimeout: Timestamp? {
        get { members["pause_timeout"]?.string.flatMap(Timestamp.init) }
        set { members["pause_timeout"] = newValue.map { .string($0.description) } }
    }

    public var cacheExpiration: Timestamp? {
        get { members["cache_expiration"]?.string.flatMap(Timestamp.init) }
        set { members["cache_expiration"] = newValue.map { .string($0.description) } }
    }

    public var pauseReschedule: Bool {
        get { members["pause_reschedule"]?.bool ?? false }
        set { members["pause_reschedule"] = newValue ? true : nil }
    }

    public var pauseKey: String? {
        get { members["pause_key"]?.string }
        set { members["pause_key"] = newValue.map(JSONValue.string) }
    }

    public var cacheKey: String? {
        get { members["cache_key"]?.string }
        set { members["cache_key"] = newValue.map(JSONValue.string) }
    }

    public var isDeferred: Bool { members["deferred"]?.bool ?? false }
    public var refreshesCache: Bool? { members["refresh_cache"]?.bool }
    public var isRetriable: Bool? { members["retriable"]?.bool }

    public var transitionID: ID? {
        get { members["transition_id"]?.string.flatMap(ID.init) }
        set { members["transition_id"] = newValue.map { .string($0.description) } }
    }

    public var taskParametersID: ID? {
        get { members["task_parameters_id"]?.string.flatMap(ID.init) }
        set { members["task_parameters_id"] = newValue.map { .string($0.description) } }
    }

    public var deploymentLeaseID: ID? {
        get { members["deployment_concurrency_lease_id"]?.string.flatMap(ID.init) }
        set { members["deployment_concurrency_lease_id"] = newValue.map { .string($0.description) } }
    }

    public var childFlowRunID: ID? {
        get { members["child_flow_run_id"]?.string.flatMap(ID.init) }
        set { members["child_flow_run_id"] = newValue.map { .string($0.description) } }
    }
}

extension StateDetails {
    /// Leaves out what the columns of a state's row say: the run, and the task run that stands for a subflow.
    public mutating func belong(to run: RunFacts) {
        members["flow_run_id"] = nil
        if run.kind == .taskRun || run.parentTaskRunID != nil { members["task_run_id"] = nil }
    }
}
