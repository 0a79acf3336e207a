import JSON

/// The events that tell of variables, such as `prefect.variable.created`. They hold the value, as Prefect's do.
public enum VariableEvent {
    /// What happened.
    public enum Kind: String, Sendable, CaseIterable {
        case created, updated, deleted
    }

    public static func event(_ kind: Kind, of variable: Variable, at now: Timestamp) -> Event {
        let number = Kind.allCases.firstIndex(of: kind) ?? 0
        let purpose = UInt64(bitPattern: now.microseconds) << 3 | UInt64(number)
        return Event(
            id: variable.id.derived(for: purpose, at: now), occurred: now, received: now,
            name: "prefect.variable.\(kind.rawValue)",
            resource: [
                "prefect.resource.id": .string("prefect.variable.\(variable.id)"),
                "prefect.resource.name": .string(variable.name),
            ],
            payload: [
                "name": .string(variable.name), "value": variable.value,
                "tags": .array(variable.tags.map(JSONValue.string)),
            ])
    }
}
