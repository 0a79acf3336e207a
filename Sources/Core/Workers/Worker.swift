import JSON

/// A process that takes runs of a work pool and starts them.
public enum Worker {
    /// What the API answers for a worker.
    public static let wire = WireObject(
        "WorkerResponse",
        [
            .init("id", .id),
            .init("created", .time),
            .init("updated", .time),
            .init("name", .text),
            .init("work_pool_id", .id),
            .nullable("last_heartbeat_time", .time),
            .nullable("heartbeat_interval_seconds", .integer),
            .init("status", .text, from: .derived(.workerStatus), as: .one(of: Status.self, named: "WorkerStatus")),
        ])

    /// Whether a worker has been heard of lately.
    public enum Status: String, Sendable, CaseIterable {
        case online = "ONLINE"
        case offline = "OFFLINE"
    }
}
