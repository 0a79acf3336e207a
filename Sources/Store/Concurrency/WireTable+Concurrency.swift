import Core
import JSON

extension WireTable {
    static let concurrencyLimit = WireTable(
        wire: ConcurrencyLimit.wire, name: "concurrency_limit",
        derivations: [.takenSlots: { now in .takenSlots(of: "concurrency_limit", at: now) }])

    static let createdLimit = WireTable(
        wire: ConcurrencyLimit.createdWire, name: "concurrency_limit",
        derivations: [.takenSlots: { now in .takenSlots(of: "concurrency_limit", at: now) }])

    static let tagLimit = WireTable(
        wire: TagLimit.wire, name: "concurrency_limit",
        derivations: [
            .tag: { _ in "substr(concurrency_limit.name, 5)" },
            .taskRunsHolding: { _ in
                """
                (SELECT json_group_array(id) FROM (
                    SELECT \(SQL.text(ofID: "holder_id")) AS id FROM concurrency_slot
                    WHERE limit_id = concurrency_limit.id AND holder_type = 'task_run' ORDER BY sequence))
                """
            },
        ])

    static let concurrencySlot = WireTable(
        wire: ConcurrencySlot.wire, name: "concurrency_slot",
        joins: [.lease: "LEFT JOIN concurrency_lease AS lease ON lease.id = concurrency_slot.lease_id"],
        derivations: [
            .holderName: { _ in SQL.holderName(of: "concurrency_slot") }
        ])
}

extension WirePlan {
    static let concurrencyLimit = WirePlan(.concurrencyLimit)
    static let createdLimit = WirePlan(.createdLimit)
    static let tagLimit = WirePlan(.tagLimit)
    static let concurrencySlot = WirePlan(.concurrencySlot)
}

extension SQL {
    /// Slots taken of the limit whose row goes by an alias: the sum of what is held, or what has not yet come free by
    /// itself, of which a slot counts until it is free as a whole.
    static func takenSlots(of alias: String, at now: Timestamp) -> SQL {
        let limit = SQL(name: alias)
        return """
            CASE WHEN \(limit).slot_decay_per_second > 0
                THEN CAST(ceil(\(SQL.level(of: alias, at: now)) - 1e-9) AS INTEGER)
                ELSE coalesce((SELECT sum(slots) FROM concurrency_slot WHERE limit_id = \(limit).id), 0)
            END
            """
    }

    /// What has not yet come free of a limit with decay, with fractions of a slot.
    static func level(of alias: String, at now: Timestamp) -> SQL {
        let limit = SQL(name: alias)
        return """
            max(0.0, \(limit).level
                - \(limit).slot_decay_per_second * max(0, \(now) - \(limit).level_at) / 1000000.0)
            """
    }

    /// The text of a UUID that a column holds.
    fileprivate static func text(ofID column: String) -> SQL {
        let hex: SQL = "hex(\(SQL(name: column)))"
        return """
            lower(substr(\(hex), 1, 8) || '-' || substr(\(hex), 9, 4) || '-' || substr(\(hex), 13, 4) || '-'
                || substr(\(hex), 17, 4) || '-' || substr(\(hex), 21))
            """
    }

    /// The row of a limit that a client names.
    static func limit(_ key: LimitKey) -> SQL {
        switch key {
        case .id(let id): "concurrency_limit.id = \(id)"
        case .name(let name): "concurrency_limit.name = \(name)"
        }
    }
}
