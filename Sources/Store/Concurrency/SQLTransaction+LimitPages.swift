public import Core

extension SQLTransaction: LimitPageReading {
    public func limitSummaries(
        _ search: LimitSearch, at now: Timestamp, offset: Int, limit: Int
    ) throws -> Slice<LimitSummary> {
        let found = try connection.rows(
            """
            SELECT \(SQL.limitSummaryColumns(at: now)) FROM concurrency_limit \(SQL.deploymentOfLimit)
            WHERE \(search.condition)
            ORDER BY \(search.order) LIMIT \(limit + 1) OFFSET \(offset)
            """, LimitSummary.init(row:))
        return Slice(found, limit: limit)
    }

    public func countLimits(_ search: LimitSearch) throws -> Int {
        try connection.count(
            "SELECT count(*) FROM concurrency_limit \(SQL.deploymentOfLimit) WHERE \(search.condition)")
    }

    public func limitSummary(_ id: ID, at now: Timestamp) throws -> LimitSummary? {
        try connection.first(
            """
            SELECT \(SQL.limitSummaryColumns(at: now)) FROM concurrency_limit \(SQL.deploymentOfLimit)
            WHERE concurrency_limit.id = \(id)
            """, LimitSummary.init(row:))
    }

    public func holders(ofLimit id: ID, limit: Int) throws -> Slice<LimitHolder> {
        let found = try connection.rows(
            """
            SELECT slot.sequence, slot.holder_type, slot.holder_id, \(SQL.holderName(of: "slot")), slot.slots, slot.since,
                lease.expires
            FROM concurrency_slot AS slot LEFT JOIN concurrency_lease AS lease ON lease.id = slot.lease_id
            WHERE slot.limit_id = \(id) ORDER BY slot.sequence LIMIT \(limit + 1)
            """
        ) { row in
            let kind = row.optionalText(1).flatMap(SlotHolder.Kind.init(rawValue:))
            return LimitHolder(
                sequence: row.int(0), holder: kind.flatMap { kind in row.optionalID(2).map { SlotHolder(kind, $0) } },
                name: row.optionalText(3), slots: Int(clamping: row.int(4)), since: row.time(5),
                leaseEnd: row.optionalTime(6))
        }
        return Slice(found, limit: limit)
    }

    public func flowRuns(waitingForLimit id: ID, limit: Int) throws -> Slice<FlowRunSummary> {
        let waiting = try connection.rows(
            """
            SELECT run.id FROM deployment
            JOIN flow_run AS run ON run.deployment_id = deployment.id AND run.state_name = 'AwaitingConcurrencySlot'
            WHERE deployment.concurrency_limit_id = \(id)
            ORDER BY run.expected_start_time, run.id LIMIT \(limit + 1)
            """
        ) { try $0.id(0) }
        let found = try connection.rows(
            """
            SELECT \(SQL.flowRunSummaryColumns) FROM flow_run \(SQL.flowRunSummaryJoins)
            WHERE flow_run.id IN \(SQL.list(waiting)) ORDER BY flow_run.expected_start_time, flow_run.id
            """, FlowRunSummary.init(row:))
        return Slice(found, limit: limit)
    }
}

extension LimitSearch {
    /// There are thousands of limits at most, so each is looked at.
    fileprivate var condition: SQL {
        var conditions: [SQL] = []
        if let name {
            conditions.append("\(SQL.holds("concurrency_limit.name", name)) OR \(SQL.holds(SQL.shownDeployment, name))")
        }
        switch kind {
        case .deployment?: conditions.append("deployment.id IS NOT NULL")
        case .tag?: conditions.append("deployment.id IS NULL AND concurrency_limit.name GLOB 'tag:*'")
        case .name?: conditions.append("deployment.id IS NULL AND concurrency_limit.name NOT GLOB 'tag:*'")
        case nil: break
        }
        if let isActive { conditions.append("concurrency_limit.active = \(isActive)") }
        return .all(conditions)
    }

    /// By what is shown as the name. Without a search the index on names gives the order.
    fileprivate var order: SQL { "concurrency_limit.name, concurrency_limit.id" }
}

extension SQL {
    /// The first deployment that a limit is for.
    fileprivate static let deploymentOfLimit: SQL = """
        LEFT JOIN deployment ON deployment.rowid = (
            SELECT min(d.rowid) FROM deployment AS d
            WHERE d.concurrency_limit_id = concurrency_limit.id AND d.concurrency_limit_id IS NOT NULL)
        LEFT JOIN flow ON flow.id = deployment.flow_id
        """

    fileprivate static let shownDeployment: SQL = "coalesce(flow.name || '/' || deployment.name, '')"

    /// The columns that ``LimitSummary/init(row:)`` reads.
    fileprivate static func limitSummaryColumns(at now: Timestamp) -> SQL {
        """
        concurrency_limit.id, concurrency_limit.name, deployment.id, \(shownDeployment), concurrency_limit.slots,
        \(takenSlots(of: "concurrency_limit", at: now)), concurrency_limit.active,
        concurrency_limit.slot_decay_per_second,
        concurrency_limit.denied_slots, concurrency_limit.denied_at, concurrency_limit.denied_interval,
        (SELECT count(*) FROM deployment AS d
            JOIN flow_run AS r ON r.deployment_id = d.id AND r.state_name = 'AwaitingConcurrencySlot'
            WHERE d.concurrency_limit_id = concurrency_limit.id), \(now)
        """
    }

    /// What the holder of the row of an alias is called; NULL where that is not known.
    static func holderName(of alias: String) -> SQL {
        let slot = SQL(name: alias)
        return """
            CASE \(slot).holder_type
                WHEN 'flow_run' THEN (SELECT name FROM flow_run WHERE id = \(slot).holder_id)
                WHEN 'task_run' THEN (SELECT name FROM task_run WHERE id = \(slot).holder_id)
                WHEN 'deployment' THEN (SELECT name FROM deployment WHERE id = \(slot).holder_id)
            END
            """
    }
}

extension LimitSummary {
    fileprivate init(row: borrowing Row) throws {
        let line = WaitingLine(slots: row.double(8), asked: row.time(9), pause: row.interval(10))
        let asking = Int(line.slots(at: row.time(12)).rounded(.up))
        self.init(
            id: try row.id(0), name: row.text(1),
            deployment: row.optionalID(2).map { ObjectName(id: $0, name: row.text(3)) },
            slots: Int(clamping: row.int(4)), taken: Int(clamping: row.int(5)), isActive: row.bool(6),
            decay: row.double(7), waiting: Int(row.int(11)) + asking)
    }
}
