public import Core
public import JSON

extension SQLTransaction: ConcurrencyReading {
    public func writeLimit(_ key: LimitKey, at now: Timestamp, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.concurrencyLimit, "WHERE \(SQL.limit(key))", at: now, into: &writer)
    }

    public func writeCreatedLimit(_ id: ID, at now: Timestamp, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.createdLimit, "WHERE \(SQL.limit(.id(id)))", at: now, into: &writer)
    }

    public func writeLimits(_ page: Page, at now: Timestamp, into writer: inout JSONWriter) throws {
        try writeRows(
            .concurrencyLimit, "ORDER BY concurrency_limit.name \(SQL.page(page))", at: now, into: &writer)
    }

    public func writeHolders(ofLimit id: ID, into writer: inout JSONWriter) throws {
        try writeRows(
            .concurrencySlot, "WHERE concurrency_slot.limit_id = \(id) ORDER BY concurrency_slot.sequence",
            at: .earliest,
            into: &writer)
    }

    public func writeTagLimit(_ key: LimitKey, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.tagLimit, "WHERE \(SQL.limit(key)) AND \(SQL.isForTag)", at: .earliest, into: &writer)
    }

    public func writeTagLimits(_ page: Page, into writer: inout JSONWriter) throws {
        try writeRows(
            .tagLimit, "WHERE \(SQL.isForTag) ORDER BY concurrency_limit.name \(SQL.page(page))", at: .earliest,
            into: &writer)
    }

    public func limit(_ key: LimitKey, at now: Timestamp) throws -> LimitFacts? {
        try limits(where: .limit(key), except: nil, at: now).first
    }

    public func limits(named names: [String], except holder: SlotHolder?, at now: Timestamp) throws -> [LimitFacts] {
        guard !names.isEmpty else { return [] }
        return try limits(where: "concurrency_limit.name IN \(SQL.list(names))", except: holder, at: now)
    }

    /// Limits by name, with the slots that are taken now by others than one holder.
    func limits(where condition: SQL, except holder: SlotHolder?, at now: Timestamp) throws -> [LimitFacts] {
        var limits = try connection.rows(
            """
            SELECT id, name, slots, active, slot_decay_per_second, avg_slot_occupancy_seconds, denied_slots, denied_at,
                denied_interval,
                CASE WHEN slot_decay_per_second > 0 THEN \(SQL.level(of: "concurrency_limit", at: now))
                    ELSE coalesce((SELECT sum(slots) FROM concurrency_slot WHERE limit_id = concurrency_limit.id), 0)
                END
            FROM concurrency_limit WHERE \(condition) ORDER BY name
            """
        ) { row in
            LimitFacts(
                id: try row.id(0), name: row.text(1), slots: row.int(2), isActive: row.bool(3), decay: row.double(4),
                taken: row.double(9), occupancy: row.double(5),
                line: WaitingLine(slots: row.double(6), asked: row.time(7), pause: row.interval(8)))
        }
        for place in limits.indices where !limits[place].decays && limits[place].taken > 0 {
            let limit = limits[place]
            if let holder { limits[place].taken -= Double(try slots(of: limit.id, heldBy: holder)) }
            // What a lease held whose time is over can be taken; looking for that is only worth it where it matters.
            if !limits[place].hasRoom(for: 1) { limits[place].taken -= Double(try slots(of: limit.id, expiredAt: now)) }
        }
        return limits
    }

    private func slots(of limit: ID, heldBy holder: SlotHolder) throws -> Int {
        try connection.count(
            """
            SELECT coalesce(sum(slots), 0) FROM concurrency_slot
            WHERE holder_id = \(holder.id) AND holder_type = \(holder.kind.rawValue) AND limit_id = \(limit)
            """)
    }

    private func slots(of limit: ID, expiredAt now: Timestamp) throws -> Int {
        try connection.count(
            """
            SELECT coalesce(sum(slot.slots), 0) FROM concurrency_slot AS slot
            JOIN concurrency_lease AS lease ON lease.id = slot.lease_id
            WHERE slot.limit_id = \(limit) AND lease.expires <= \(now)
            """)
    }
}

extension SQL {
    /// Limits whose names begin with `tag:`, by the index on names.
    fileprivate static let isForTag: SQL = "concurrency_limit.name >= 'tag:' AND concurrency_limit.name < 'tag;'"
}
