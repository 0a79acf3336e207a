public import JSON

/// A run that holds a slot of a queue's or a pool's limit.
public enum RunInSlot {
    /// What the API answers for it.
    public static let wire = WireObject(
        "FlowRunSlotSummary",
        [
            .init("id", .id),
            .init("name", .text),
            .nullable("state_type", .text, as: .one(of: StateType.self)),
            .nullable("state_name", .text),
            .nullable("start_time", .time),
            .nullable("state_timestamp", .time),
            .nullable("time_in_current_state", .seconds, from: .derived(.timeInState)),
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
