public import JSON

/// A place where runs wait for workers of one type, with a description of the jobs that those make of them.
public enum WorkPool {
    /// What the API answers for a work pool.
    public static let wire = wire(storage: WorkPoolStorage.wire)
    /// The same for clients before 3.4, which refuse members that they do not know.
    public static let oldWire = wire(storage: WorkPoolStorage.oldWire)

    private static func wire(storage: WireObject) -> WireObject {
        WireObject(
            "WorkPoolResponse",
            [
                .init("id", .id),
                .init("created", .time),
                .init("updated", .time),
                .init("name", .text),
                .nullable("description", .text),
                .init("type", .text),
                .init("base_job_template", .json(default: [:]), as: .map(.any)),
                .init("is_paused", .boolean),
                .nullable("concurrency_limit", .integer),
                .nullable("status", .text, as: .one(of: WorkStatus.self, named: "WorkPoolStatus")),
                .nullable("active_slots", .integer, from: .derived(.activeSlots)),
                .init("storage_configuration", .sparse(storage)),
                .nullable("default_queue_id", .id),
            ])
    }

    /// The pool of queues that agents of Prefect 2 poll: it is made when the first of them is.
    public static let ofAgents = "default-agent-pool"
    /// The type of ``ofAgents``.
    public static let agentType = "prefect-agent"
}

/// Where the workers of a pool keep what they run and what comes of it.
public enum WorkPoolStorage {
    public static let wire = WireObject(
        "WorkPoolStorageConfiguration",
        oldWire.fields + [.nullable("default_result_storage_block_id", .id, from: .sparse(default: nil))])

    static let oldWire = WireObject(
        "WorkPoolStorageConfiguration",
        [
            .nullable("bundle_upload_step", .json(default: nil), from: .sparse(default: nil), as: .map(.any)),
            .nullable("bundle_execution_step", .json(default: nil), from: .sparse(default: nil), as: .map(.any)),
        ])

    /// All members, for what is kept of them.
    public static func whole(_ stored: JSONObject) -> JSONObject {
        JSONObject(wire.fields.map { .init(key: $0.name, value: stored[$0.name] ?? .null) })
    }
}

/// Whether somebody works on a pool or asks for work of a queue.
public enum WorkStatus: String, Sendable, CaseIterable {
    case ready = "READY"
    case notReady = "NOT_READY"
    case paused = "PAUSED"
}
