import JSON

/// A place where runs wait for workers of one type, with a description of the jobs that those make of them.
public enum WorkPool {
    /// What the API answers for a work pool.
    public static let wire = WireObject(
        "WorkPoolResponse",
        [
            .init("id", .id),
            .init("created", .time),
            .init("updated", .time),
            .init("name", .text),
            .init("description", .text),
            .init("type", .text),
            .init("base_job_template", .json(default: [:])),
            .init("is_paused", .boolean),
            .init("concurrency_limit", .integer),
            .init("status", .text),
            .init("active_slots", .integer, from: .derived(.activeSlots)),
            .init("storage_configuration", .sparse(WorkPoolStorage.wire)),
            .init("default_queue_id", .id),
        ])

    /// The pool of queues that agents of Prefect 2 poll: it is made when the first of them is.
    public static let ofAgents = "default-agent-pool"
    /// The type of ``ofAgents``.
    public static let agentType = "prefect-agent"
}

/// Where the workers of a pool keep what they run and what comes of it.
public enum WorkPoolStorage {
    public static let wire = WireObject(
        "WorkPoolStorageConfiguration",
        [
            .init("bundle_upload_step", .json(default: nil), from: .sparse(default: nil)),
            .init("bundle_execution_step", .json(default: nil), from: .sparse(default: nil)),
            .init("default_result_storage_block_id", .id, from: .sparse(default: nil)),
        ])
}

/// Whether somebody works on a pool or asks for work of a queue.
public enum WorkStatus: String, Sendable, CaseIterable {
    case ready = "READY"
    case notReady = "NOT_READY"
    case paused = "PAUSED"
}
