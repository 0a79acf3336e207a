public import Core

extension SQLTransaction {
    /// Frees slots, learns from how long they were held, and has the runs start that wait longest for them.
    func free(_ selection: SlotSelection, at now: Timestamp) throws {
        func held(by holder: SlotHolder) -> SQL {
            "holder_id = \(holder.id) AND holder_type = \(holder.kind.rawValue)"
        }
        switch selection {
        case .lease(let id):
            try freeSlots(where: "lease_id = \(id)", at: now)
            try connection.run("DELETE FROM concurrency_lease WHERE id = \(id)")
        case .holder(let holder): try freeSlots(where: held(by: holder), at: now)
        case .holderUntil(let holder, let moment):
            try freeSlots(where: "\(held(by: holder)) AND since <= \(moment)", at: now)
        case .byRule(let holder): try freeSlots(where: "\(held(by: holder)) AND by_rule", at: now)
        case .holderOf(let holder, let limits):
            try freeSlots(where: "\(held(by: holder)) AND limit_id IN \(SQL.list(limits))", at: now)
        case .all(let limit): try freeSlots(where: "limit_id = \(limit)", at: now)
        case .row(let sequence, let limit):
            try freeSlots(where: "sequence = \(sequence) AND limit_id = \(limit)", at: now)
        case .unnamed(let limits, let slots, let occupancy):
            for limit in limits {
                _ = try freeUnnamedSlots(ofLimit: limit, atMost: slots, occupancy: occupancy, at: now)
            }
        }
    }

    public func freeSlotsOfRunsOver(since moment: Timestamp, atMost count: Int, at now: Timestamp) throws -> Int {
        // A run that began again meanwhile took its slots after the state that is known of it.
        let grace: Interval = .seconds(30)
        func forgotten(_ kind: SlotHolder.Kind, _ table: SQL) throws -> [Int64] {
            try connection.rows(
                """
                SELECT slot.sequence FROM concurrency_slot AS slot JOIN \(table) AS run ON run.id = slot.holder_id
                WHERE slot.lease_id IS NULL AND slot.holder_type = \(kind.rawValue)
                    AND run.state_type IN ('COMPLETED', 'FAILED', 'CANCELLED', 'CRASHED')
                    AND run.state_timestamp <= \(moment) AND slot.since <= run.state_timestamp + \(grace)
                LIMIT \(count)
                """
            ) { $0.int(0) }
        }
        let rows = try forgotten(.taskRun, "task_run") + forgotten(.flowRun, "flow_run")
        for sequence in rows { try freeSlots(where: "sequence = \(sequence)", at: now) }
        return rows.count
    }

    func freeSlots(where condition: SQL, at now: Timestamp) throws {
        let freed = try deleteSlots(where: condition)
        for held in freed {
            try noteFreed(held.slots, ofLimit: held.limit, occupancy: (now - held.since).seconds, at: now)
        }
        for limit in Set(freed.map(\.limit)) { try wakeRuns(waitingForLimit: limit, at: now) }
    }

    /// Deletes rows of what is held, and the leases that then hold nothing.
    @discardableResult
    func deleteSlots(where condition: SQL) throws -> [HeldSlots] {
        let held = try connection.rows(
            "SELECT sequence, limit_id, slots, lease_id, since FROM concurrency_slot WHERE \(condition) ORDER BY sequence",
            HeldSlots.init(row:))
        guard !held.isEmpty else { return [] }
        for row in held { try connection.run("DELETE FROM concurrency_slot WHERE sequence = \(row.sequence)") }
        for lease in Set(held.compactMap(\.lease)) {
            try connection.run(
                """
                DELETE FROM concurrency_lease WHERE id = \(lease)
                    AND NOT EXISTS (SELECT 1 FROM concurrency_slot WHERE lease_id = \(lease))
                """)
        }
        return held
    }

    /// Gives up slots of a limit that nobody is named as the holder of, the oldest first. Returns how many.
    func freeUnnamedSlots(ofLimit id: ID, atMost count: Int64, occupancy: Double?, at now: Timestamp) throws -> Int64 {
        let lowered = try connection.run(
            """
            UPDATE concurrency_limit SET level = max(0.0, \(SQL.level(of: "concurrency_limit", at: now)) - \(count)),
                level_at = \(now)
            WHERE id = \(id) AND slot_decay_per_second > 0
            """)
        if lowered > 0 { return count }
        var left = count
        let unnamed = try connection.rows(
            """
            SELECT sequence, limit_id, slots, lease_id, since FROM concurrency_slot
            WHERE limit_id = \(id) AND holder_id IS NULL AND +lease_id IS NULL ORDER BY sequence LIMIT \(count)
            """, HeldSlots.init(row:))
        for row in unnamed where left > 0 {
            let part = min(row.slots, left)
            if part == row.slots {
                try connection.run("DELETE FROM concurrency_slot WHERE sequence = \(row.sequence)")
            } else {
                try connection.run(
                    "UPDATE concurrency_slot SET slots = slots - \(part) WHERE sequence = \(row.sequence)")
            }
            try noteFreed(part, ofLimit: id, occupancy: occupancy ?? (now - row.since).seconds, at: now)
            left -= part
        }
        if left < count { try wakeRuns(waitingForLimit: id, at: now) }
        return count - left
    }

    /// Notes for how long slots were held, in an average over about twice as many as the limit has.
    private func noteFreed(_ slots: Int64, ofLimit id: ID, occupancy: Double, at now: Timestamp) throws {
        let held = max(occupancy, 0.1)
        try connection.run(
            """
            UPDATE concurrency_limit SET
                avg_slot_occupancy_seconds = avg_slot_occupancy_seconds
                    + (\(held) - avg_slot_occupancy_seconds) / (2.0 * max(slots, 1)),
                level = CASE WHEN slot_decay_per_second > 0
                    THEN max(0.0, \(SQL.level(of: "concurrency_limit", at: now)) - \(slots)) ELSE level END,
                level_at = \(now)
            WHERE id = \(id)
            """)
    }
}

/// One row of what is held.
struct HeldSlots {
    let sequence: Int64
    let limit: ID
    let slots: Int64
    let lease: ID?
    let since: Timestamp

    init(row: borrowing Row) throws {
        sequence = row.int(0)
        limit = try row.id(1)
        slots = row.int(2)
        lease = row.optionalID(3)
        since = row.time(4)
    }
}
