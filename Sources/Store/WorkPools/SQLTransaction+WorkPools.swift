public import Core
public import JSON

extension WireTable {
    static let workPool = WireTable(
        wire: WorkPool.wire, name: "work_pool", derivations: [.activeSlots: { _ in .slotsOfPool }])
    static let oldWorkPool = WireTable(
        wire: WorkPool.oldWire, name: "work_pool", derivations: [.activeSlots: { _ in .slotsOfPool }])
}

extension WirePlan {
    static let workPool = WirePlan(.workPool)
    static let oldWorkPool = WirePlan(.oldWorkPool)

    fileprivate static func workPool(_ dialect: WireDialect) -> WirePlan {
        switch dialect {
        case .newest: workPool
        case .earlyPrefect3, .prefect2: oldWorkPool
        }
    }
}

extension SQLTransaction: WorkPoolReading {
    public func workPool(named name: String) throws -> WorkPoolFacts? {
        try connection.first("\(SQL.workPoolFacts) WHERE name = \(name)", WorkPoolFacts.init(row:))
    }

    public func workPool(_ id: ID) throws -> WorkPoolFacts? {
        try connection.first("\(SQL.workPoolFacts) WHERE id = \(id)", WorkPoolFacts.init(row:))
    }

    public func writeWorkPool(_ id: ID, _ dialect: WireDialect, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.workPool(dialect), "WHERE work_pool.id = \(id)", at: .earliest, into: &writer)
    }

    public func writeWorkPools(
        _ filter: WorkPoolFilter?, page: Page, _ dialect: WireDialect, into writer: inout JSONWriter
    ) throws {
        let condition = SQL.all(SQL.conditions(filter))
        try writeRows(
            .workPool(dialect), "WHERE \(condition) ORDER BY work_pool.name \(SQL.page(page))", at: .earliest,
            into: &writer)
    }

    public func countWorkPools(_ filter: WorkPoolFilter?) throws -> Int {
        try connection.count("SELECT count(*) FROM work_pool WHERE \(SQL.all(SQL.conditions(filter)))")
    }

    public func workPoolRevision(_ id: ID) throws -> Timestamp? {
        try connection.first("SELECT updated FROM work_pool WHERE id = \(id)") { $0.time(0) }
    }
}

extension SQL {
    /// The columns of ``WorkPoolFacts``.
    fileprivate static let workPoolFacts: SQL = """
        SELECT id, name, type, is_paused, concurrency_limit, default_queue_id, status, base_job_template FROM work_pool
        """
}

extension WorkPoolFacts {
    fileprivate init(row: borrowing Row) throws {
        self.init(
            id: try row.id(0), name: row.text(1), type: row.text(2), isPaused: row.bool(3),
            concurrencyLimit: row.optionalInt(4), defaultQueueID: row.optionalID(5),
            status: row.optionalText(6).flatMap(WorkStatus.init(rawValue:)),
            baseJobTemplate: try row.json(7).object ?? JSONObject())
    }
}
