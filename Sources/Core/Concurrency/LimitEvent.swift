import JSON

/// The events that tell of limits coming, changing and going, such as `prefect.concurrency-limit.created`.
public enum LimitEvent {
    /// What happened.
    public enum Kind: String, Sendable, CaseIterable { case created, updated, deleted }

    public static func event(_ kind: Kind, of limit: LimitFacts, at now: Timestamp) -> Event {
        let number = Kind.allCases.firstIndex(of: kind) ?? 0
        // A limit's events of one kind differ by their moment.
        let purpose = UInt64(bitPattern: now.microseconds) << 3 | UInt64(number)
        return Event(
            id: limit.id.derived(for: purpose, at: now), occurred: now, received: now,
            name: "prefect.concurrency-limit.\(kind.rawValue)",
            resource: [
                "prefect.resource.id": .string("prefect.concurrency-limit.\(limit.id)"),
                "prefect.resource.name": .string(limit.name),
            ],
            related: [],
            payload: [
                "name": .string(limit.name), "limit": .int(limit.slots), "active": .bool(limit.isActive),
                "slot_decay_per_second": .double(limit.decay),
            ])
    }
}
