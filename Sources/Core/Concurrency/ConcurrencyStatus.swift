public import JSON

/// A run that holds a slot of a queue's or a pool's limit.
public enum RunInSlot {
    /// What the API answers for it.
    public static let wire = WireObject(
        "FlowRunSlotSummary",
        [
            .init("id", .id),
            .init("name", .text),
            .init("state_type", .text),
            .init("state_name", .text),
            .init("start_time", .time),
            .init("state_timestamp", .time),
            .init("time_in_current_state", .seconds, from: .derived(.timeInState)),
        ])
}

/// What can be asked about who holds the slots of limits.
public protocol ConcurrencyStatusReading {
    /// Runs that hold a slot of a queue.
    func countSlotHolders(ofQueue queue: ID, _ slots: WorkQueueSlots) throws -> Int
    /// Runs that hold a slot of a pool.
    func countSlotHolders(ofPool pool: ID) throws -> Int
    /// Writes the runs of a page that hold a slot of a queue, the first made first.
    func writeSlotHolders(
        ofQueue queue: ID, _ slots: WorkQueueSlots, page: Page, at now: Timestamp, into writer: inout JSONWriter)
        throws
}
