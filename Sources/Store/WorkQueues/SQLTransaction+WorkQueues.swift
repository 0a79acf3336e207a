public import Core
public import JSON

extension WireTable {
    static let poolQueue = WireTable(
        wire: WorkQueue.wire, name: "work_queue", joins: [.workPool: .poolOfQueue],
        derivations: [.activeSlots: { _ in .slotsOfPoolQueue }])
    static let agentQueue = WireTable(
        wire: WorkQueue.wire, name: "work_queue", joins: [.workPool: .poolOfQueue],
        derivations: [.activeSlots: { _ in .slotsOfAgentQueue }])
}

extension WirePlan {
    static let poolQueue = WirePlan(.poolQueue)
    static let agentQueue = WirePlan(.agentQueue)
}

extension SQLTransaction: WorkQueueReading {
    public func workQueue(named name: String, inPool pool: ID) throws -> WorkQueueFacts? {
        try connection.first(
            "\(SQL.workQueueFacts) WHERE work_pool_id = \(pool) AND name = \(name)", WorkQueueFacts.init(row:))
    }

    public func workQueue(_ id: ID) throws -> WorkQueueFacts? {
        try connection.first("\(SQL.workQueueFacts) WHERE id = \(id)", WorkQueueFacts.init(row:))
    }

    public func workQueues(ofPool pool: ID) throws -> [WorkQueueFacts] {
        try connection.rows(
            "\(SQL.workQueueFacts) WHERE work_pool_id = \(pool) ORDER BY priority, id", WorkQueueFacts.init(row:))
    }

    public func workQueues(ofPool pool: ID, page: Page) throws -> [WorkQueueFacts] {
        try connection.rows(
            "\(SQL.workQueueFacts) WHERE work_pool_id = \(pool) ORDER BY priority, id \(SQL.page(page))",
            WorkQueueFacts.init(row:))
    }

    public func writeWorkQueue(_ id: ID, _ slots: WorkQueueSlots, into writer: inout JSONWriter) throws -> Bool {
        let plan: WirePlan =
            switch slots {
            case .ofPool: .poolQueue
            case .ofAgents: .agentQueue
            }
        return try writeRow(plan, "WHERE work_queue.id = \(id)", at: .earliest, into: &writer)
    }

    public func writeWorkQueues(
        ofPool pool: ID, _ filter: WorkQueueFilter?, page: Page, into writer: inout JSONWriter
    ) throws {
        let condition = SQL.all(["work_queue.work_pool_id = \(pool)"] + SQL.conditions(filter))
        try writeRows(
            .poolQueue, "WHERE \(condition) ORDER BY work_queue.priority, work_queue.id \(SQL.page(page))",
            at: .earliest, into: &writer)
    }

    public func writeWorkQueues(_ filter: WorkQueueFilter?, page: Page, into writer: inout JSONWriter) throws {
        let condition = SQL.all(SQL.conditions(filter))
        try writeRows(
            .agentQueue, "WHERE \(condition) ORDER BY work_queue.name, work_queue.id \(SQL.page(page))",
            at: .earliest, into: &writer)
    }

    public func countWorkQueues(ofPool pool: ID) throws -> Int {
        try connection.count("SELECT count(*) FROM work_queue WHERE work_pool_id = \(pool)")
    }

    public func countLateRuns(ofQueue queue: ID) throws -> Int {
        try connection.count(
            """
            SELECT count(*) FROM flow_run
            WHERE work_queue_id = \(queue) AND state_type = 'SCHEDULED' AND state_name = 'Late'
            """)
    }
}

extension SQL {
    /// The columns of ``WorkQueueFacts``.
    fileprivate static let workQueueFacts: SQL = """
        SELECT id, name, work_pool_id, priority, is_paused, concurrency_limit, status, last_polled, filter FROM work_queue
        """

    /// Joins the pool of a queue.
    fileprivate static let poolOfQueue: SQL = """
        LEFT JOIN work_pool AS workPool ON workPool.id = work_queue.work_pool_id
        """
}

extension WorkQueueFacts {
    fileprivate init(row: borrowing Row) throws {
        self.init(
            id: try row.id(0), name: row.text(1), workPoolID: try row.id(2), priority: row.int(3),
            isPaused: row.bool(4), concurrencyLimit: row.optionalInt(5),
            status: WorkStatus(rawValue: row.text(6)) ?? .notReady, lastPolled: row.optionalTime(7),
            filter: row.isNull(8) ? nil : try row.json(8).object)
    }
}
