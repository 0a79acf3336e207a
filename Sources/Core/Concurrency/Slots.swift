/// A client's wish for slots of some names.
public struct SlotRequest: Sendable {
    public var names: [String]
    public var slots: Int64
    /// True for a client that means never to give the slots back.
    public var isRate: Bool
    public var holder: SlotHolder?
    public var lease: ConcurrencyLease?

    public init(
        names: [String], slots: Int64, isRate: Bool = false, holder: SlotHolder? = nil, lease: ConcurrencyLease? = nil
    ) {
        self.names = names
        self.slots = slots
        self.isRate = isRate
        self.holder = holder
        self.lease = lease
    }
}

/// What came of a client's wish for slots.
public enum SlotOutcome: Sendable, Equatable {
    /// The limits of those names, the ones that are not active included.
    case taken([LimitFacts])
    /// Nothing was taken, because of this limit.
    case busy(LimitFacts, retryAfter: Double)
}

/// Taking slots of limits by name: of all of them or of none.
public enum Slots {
    /// Throws ``Failure/unprocessable(_:)`` for what can never be had.
    public static func take(
        _ request: SlotRequest, chance: UInt64, at now: Timestamp, in tx: any ConcurrencyReading & ConcurrencyWriting
    ) throws -> SlotOutcome {
        let limits = try tx.limits(named: request.names, except: nil, at: now)
        let active = limits.filter(\.isActive)
        guard active.allSatisfy({ $0.slots >= request.slots }) else {
            throw Failure.unprocessable("Slots requested is greater than the limit")
        }
        let held = active.filter { !$0.decays }.map(\.name)
        guard !request.isRate || held.isEmpty else {
            throw Failure.unprocessable(
                "Only concurrency limits with slot decay can be used for rate limiting. The following limits do not have a "
                    + "decay configured: '\(held.joined(separator: ","))'")
        }
        let full = active.filter { !$0.hasRoom(for: request.slots) }
        if let busy = try turnAway(full, wanting: request.slots, chance: chance, at: now, in: tx) { return busy }
        if let lease = request.lease { try tx.insertLease(lease, at: now) }
        try tx.apply(
            .take(
                SlotTaking(
                    limits: active.map(\.id), slots: request.slots, holder: request.holder, lease: request.lease)),
            at: now)
        return .taken(limits)
    }

    /// Takes a slot of each tag for a task run, as 3.0 clients ask for it. One that has its slot keeps it.
    /// Throws ``Failure/locked(_:retryAfter:)`` for a tag that lets nobody run.
    public static func take(
        ofTags tags: [String], for taskRun: ID, chance: UInt64, at now: Timestamp,
        in tx: any ConcurrencyReading & ConcurrencyWriting
    ) throws -> SlotOutcome {
        let holder = SlotHolder(.taskRun, taskRun)
        let limits = try tx.limits(named: tags.map(TagLimit.name), except: holder, at: now)
        if let tag = limits.first(where: { $0.slots == 0 })?.tag {
            throw Failure.locked(TagLimit.isZero(tag), retryAfter: nil)
        }
        let active = limits.filter(\.isActive)
        let full = active.filter { !$0.hasRoom(for: 1) }
        if let busy = try turnAway(full, wanting: 1, chance: chance, at: now, in: tx) { return busy }
        try tx.apply(.take(SlotTaking(limits: active.map(\.id), holder: holder, isByRule: true)), at: now)
        return .taken(active)
    }

    /// Notes that somebody waits for each of the limits and says when to ask again: when the last of them may have room.
    private static func turnAway(
        _ full: [LimitFacts], wanting slots: Int64, chance: UInt64, at now: Timestamp, in tx: any ConcurrencyWriting
    ) throws -> SlotOutcome? {
        var latest: (limit: LimitFacts, seconds: Double)?
        for limit in full {
            let (seconds, line) = limit.comeBack(wanting: slots, chance: chance, at: now)
            if seconds > latest?.seconds ?? 0 { latest = (limit, seconds) }
            try tx.apply(.wait(limit: limit.id, line), at: now)
        }
        return latest.map { .busy($0.limit, retryAfter: $0.seconds) }
    }
}

extension TagLimit {
    /// Why nothing with a tag may run.
    static func isZero(_ tag: String) -> String {
        "The concurrency limit on tag \"\(tag)\" is 0 and will deadlock if the task tries to run again."
    }
}
