import JSON

/// The events that tell of limits coming, changing and going, such as `prefect.concurrency-limit.created`.
public enum LimitEvent {
    public static func event(_ kind: ObjectChange, of limit: LimitFacts, at now: Timestamp) -> Event {
        Event(
            kind, about: "concurrency-limit",
            Event.resource("concurrency-limit", limit.id, name: limit.name), from: limit.id,
            payload: [
                "name": .string(limit.name), "limit": .int(limit.slots), "active": .bool(limit.isActive),
                "slot_decay_per_second": .double(limit.decay),
            ], at: now)
    }
}
