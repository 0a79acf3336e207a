public import Core

extension SQLTransaction: ConcurrencyWriting {
    public func apply(_ change: SlotChange, at now: Timestamp) throws {
        switch change {
        case .take(let taking): try take(taking, at: now)
        case .free(let selection): try free(selection, at: now)
        case .renew(let lease, let expires): _ = try renewLease(lease, until: expires)
        case .outliveLease(let lease):
            try connection.run("UPDATE concurrency_slot SET lease_id = NULL WHERE lease_id = \(lease)")
            try connection.run("DELETE FROM concurrency_lease WHERE id = \(lease)")
        case .wait(let limit, let line):
            try connection.run(
                """
                UPDATE concurrency_limit SET denied_slots = \(line.slots), denied_at = \(line.asked),
                    denied_interval = \(line.pause)
                WHERE id = \(limit)
                """)
        }
    }

    /// Takes slots for which there is room: whoever asks has seen to that in this transaction.
    private func take(_ taking: SlotTaking, at now: Timestamp) throws {
        guard !taking.limits.isEmpty else { return }
        if taking.isByRule, let holder = taking.holder {
            // A run has one slot of a limit, however often it asks.
            try deleteSlots(
                where: """
                    holder_id = \(holder.id) AND holder_type = \(holder.kind.rawValue) AND by_rule
                        AND limit_id IN \(SQL.list(taking.limits))
                    """)
        }
        for limit in taking.limits { try makeRoom(for: taking.slots, inLimit: limit, at: now) }
        if let lease = taking.lease { try insertLease(lease, at: now) }
        for limit in taking.limits {
            let decays = try connection.run(
                """
                UPDATE concurrency_limit SET level = \(SQL.level(of: "concurrency_limit", at: now)) + \(taking.slots),
                    level_at = \(now)
                WHERE id = \(limit) AND slot_decay_per_second > 0
                """)
            // What comes free by itself needs nobody who holds it, unless somebody may give it back early.
            if decays == 0 || taking.holder != nil || taking.lease != nil {
                try insertSlots(taking, ofLimit: limit, at: now)
            }
        }
    }

    /// Ends leases whose time is over where their slots are needed.
    private func makeRoom(for slots: Int64, inLimit id: ID, at now: Timestamp) throws {
        let isFull = try connection.exists(
            """
            SELECT 1 FROM concurrency_limit WHERE id = \(id) AND slot_decay_per_second = 0
                AND slots < \(slots)
                    + coalesce((SELECT sum(slots) FROM concurrency_slot WHERE limit_id = concurrency_limit.id), 0)
            """)
        guard isFull else { return }
        let expired = try connection.rows(
            """
            SELECT DISTINCT lease.id FROM concurrency_slot AS slot
            JOIN concurrency_lease AS lease ON lease.id = slot.lease_id
            WHERE slot.limit_id = \(id) AND lease.expires <= \(now)
            """
        ) { try $0.id(0) }
        for lease in expired { try deleteSlots(where: "lease_id = \(lease)") }
    }

    func insertSlots(_ taking: SlotTaking, ofLimit id: ID, at now: Timestamp) throws {
        try connection.run(
            """
            INSERT INTO concurrency_slot (limit_id, slots, lease_id, holder_type, holder_id, by_rule, since)
            VALUES (\(id), \(taking.slots), \(taking.lease?.id), \(taking.holder?.kind.rawValue), \(taking.holder?.id),
                \(taking.isByRule), \(now))
            """)
    }

    // MARK: leases

    public func insertLease(_ lease: ConcurrencyLease, at now: Timestamp) throws {
        try connection.run(
            """
            INSERT OR IGNORE INTO concurrency_lease (id, created, expires)
            VALUES (\(lease.id), \(now), \(lease.expires))
            """)
    }

    public func renewLease(_ id: ID, until expires: Timestamp) throws -> Bool {
        try connection.run("UPDATE concurrency_lease SET expires = \(expires) WHERE id = \(id)") > 0
    }

    public func endExpiredLeases(atMost count: Int, at now: Timestamp) throws -> Int {
        let expired = try connection.rows(
            "SELECT id FROM concurrency_lease WHERE expires <= \(now) ORDER BY expires LIMIT \(count)"
        ) { try $0.id(0) }
        for id in expired { try free(.lease(id), at: now) }
        return expired.count
    }
}
