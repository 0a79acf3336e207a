public import Core
import JSON

extension SQLTransaction {
    public func insertLimit(_ limit: NewLimit, at now: Timestamp) throws {
        try connection.run(
            """
            INSERT INTO concurrency_limit (id, created, updated, name, active, slots, slot_decay_per_second, denied_slots)
            VALUES (\(limit.id), \(now), \(now), \(limit.name), \(limit.isActive), \(limit.slots), \(limit.decay),
                \(limit.deniedSlots))
            """)
        if limit.takenSlots > 0 { try setTakenSlots(limit.takenSlots, ofLimit: limit.id, at: now) }
        try tell(.created, ofLimit: limit.id, at: now)
    }

    public func updateLimit(_ id: ID, _ change: LimitChange, at now: Timestamp) throws -> Bool {
        guard let before = try limit(.id(id), at: now) else { return false }
        var set: [SQL] = ["updated = \(now)"]
        if let name = change.name { set.append("name = \(name)") }
        if let slots = change.slots { set.append("slots = \(slots)") }
        if let isActive = change.isActive { set.append("active = \(isActive)") }
        if let denied = change.deniedSlots { set.append("denied_slots = \(denied)") }
        if let decay = change.decay {
            // What has come free so far came free at the former rate.
            set.append("slot_decay_per_second = \(decay), level = \(before.taken), level_at = \(now)")
        }
        try connection.run("UPDATE concurrency_limit SET \(set, joined: ", ") WHERE id = \(id)")
        if let decay = change.decay, decay == 0, before.decays {
            try setTakenSlots(before.takenSlots, ofLimit: id, at: now)
        }
        if let taken = change.takenSlots { try setTakenSlots(taken, ofLimit: id, at: now) }
        try tell(.updated, ofLimit: id, at: now)
        try wakeRuns(waitingForLimit: id, at: now)
        return true
    }

    public func deleteLimit(_ id: ID, at now: Timestamp) throws {
        try tell(.deleted, ofLimit: id, at: now)
        try connection.run("DELETE FROM concurrency_limit WHERE id = \(id)")
        touch(.slots)
    }

    /// Has so many slots of a limit count as taken, whoever holds some: what is too much comes free, the oldest first, and
    /// of those that nobody is named as the holder of before all others; what is missing is held by nobody.
    private func setTakenSlots(_ wanted: Int64, ofLimit id: ID, at now: Timestamp) throws {
        guard let limit = try limit(.id(id), at: now) else { return }
        if limit.decays {
            try connection.run(
                "UPDATE concurrency_limit SET level = \(Double(wanted)), level_at = \(now) WHERE id = \(id)")
            return
        }
        var excess =
            Int64(
                try connection.count("SELECT coalesce(sum(slots), 0) FROM concurrency_slot WHERE limit_id = \(id)"))
            - wanted
        if excess < 0 { return try insertSlots(SlotTaking(limits: [id], slots: -excess), ofLimit: id, at: now) }
        excess -= try freeUnnamedSlots(ofLimit: id, atMost: excess, occupancy: nil, at: now)
        let held = try connection.rows(
            "SELECT sequence, slots FROM concurrency_slot WHERE limit_id = \(id) ORDER BY sequence"
        ) { (sequence: $0.int(0), slots: $0.int(1)) }
        for row in held where excess > 0 {
            if row.slots <= excess {
                try freeSlots(where: "sequence = \(row.sequence)", at: now)
            } else {
                try connection.run(
                    "UPDATE concurrency_slot SET slots = slots - \(excess) WHERE sequence = \(row.sequence)")
            }
            excess -= row.slots
        }
    }

    /// Keeps an event of a limit that is there.
    private func tell(_ kind: ObjectChange, ofLimit id: ID, at now: Timestamp) throws {
        guard let limit = try limit(.id(id), at: now) else { return }
        try insertEvent(LimitEvent.event(kind, of: limit, at: now))
    }
}
