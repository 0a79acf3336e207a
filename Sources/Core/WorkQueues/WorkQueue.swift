import JSON

/// A line in which runs of a work pool wait, with a priority and a limit of its own.
public enum WorkQueue {
    /// What the API answers for a work queue.
    public static let wire = WireObject(
        "WorkQueueResponse",
        WorkQueue.fields + [
            .nullable("work_pool_name", .text, from: .related(.workPool, "name")),
            .nullable("status", .text, as: .one(of: WorkStatus.self, named: "WorkQueueStatus")),
            .nullable("active_slots", .integer, from: .derived(.activeSlots)),
        ])

    /// What the API answers where it speaks of a queue without its pool.
    public static let plainWire = WireObject("WorkQueue", fields)

    private static let fields: [WireField] = [
        .init("id", .id),
        .init("created", .time),
        .init("updated", .time),
        .init("name", .text),
        .nullable("description", .text),
        .init("is_paused", .boolean),
        .nullable("concurrency_limit", .integer),
        .init("priority", .integer),
        .nullable("work_pool_id", .id),
        .nullable("filter", .json(default: nil), as: .object(QueueFilter.wire)),
        .nullable("last_polled", .time),
    ]
}
