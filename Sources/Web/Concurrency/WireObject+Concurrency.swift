import Core

/// What operations on limits answer that is no row of one table.
extension WireObject {
    /// A limit of which slots were taken or given back.
    static let limitInShort = WireObject(
        "MinimalConcurrencyLimitResponse", [.init("id", .id), .init("name", .text), .init("limit", .integer)])

    /// Slots that are held for a time.
    static let leasedLimits = WireObject(
        "ConcurrencyLimitWithLeaseResponse", [.init("lease_id", .id), .init("limits", .list(limitInShort))])

    /// How full a pool is.
    static let poolConcurrency = WireObject.pages(
        "WorkPoolConcurrencyStatus", filling + [.init("queues", .list(queueOfPoolConcurrency))])

    /// How full a queue is.
    static let queueConcurrency = WireObject.pages(
        "WorkQueueConcurrencyStatus", filling + [.init("flow_runs", .list(RunInSlot.wire))])

    private static let queueOfPoolConcurrency = WireObject(
        "WorkQueueConcurrencyStatusDetail",
        [.init("queue_id", .id), .init("queue_name", .text)] + filling + [
            .init("flow_runs", .list(RunInSlot.wire)), .init("flow_run_count", .integer),
        ])

    private static let filling: [WireField] = [
        .init("active_slots", .integer), .nullable("concurrency_limit", .integer),
    ]
}
