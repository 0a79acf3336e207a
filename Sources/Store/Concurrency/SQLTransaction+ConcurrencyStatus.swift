public import Core
public import JSON

extension WireTable {
    static let slotHolder = WireTable(
        wire: RunInSlot.wire, name: "flow_run",
        derivations: [.timeInState: { "\($0) - flow_run.state_timestamp" }])
}

extension WirePlan {
    static let slotHolder = WirePlan(.slotHolder)
}

extension SQLTransaction: ConcurrencyStatusReading {
    public func countSlotHolders(ofQueue queue: ID, _ slots: WorkQueueSlots) throws -> Int {
        try connection.count("SELECT count(*) FROM flow_run WHERE \(SQL.holdsSlot(ofQueue: queue, slots))")
    }

    public func countSlotHolders(ofPool pool: ID) throws -> Int {
        try connection.count(
            """
            SELECT count(*) FROM work_queue AS q JOIN flow_run AS r ON r.work_queue_id = q.id
            WHERE q.work_pool_id = \(pool) AND \(SQL.holdsSlot("r"))
            """)
    }

    public func writeSlotHolders(
        ofQueue queue: ID, _ slots: WorkQueueSlots, page: Page, at now: Timestamp, into writer: inout JSONWriter
    ) throws {
        try writeRows(
            .slotHolder, "WHERE \(SQL.holdsSlot(ofQueue: queue, slots)) ORDER BY flow_run.id \(SQL.page(page))",
            at: now, into: &writer)
    }
}

extension SQL {
    fileprivate static func holdsSlot(ofQueue queue: ID, _ slots: WorkQueueSlots) -> SQL {
        switch slots {
        case .ofPool: "flow_run.work_queue_id = \(queue) AND \(holdsSlot("flow_run"))"
        case .ofAgents: "flow_run.work_queue_id = \(queue) AND \(isUnderWay("flow_run"))"
        }
    }
}
