import JSON

/// The events that tell of variables, such as `prefect.variable.created`. They hold the value, as Prefect's do.
public enum VariableEvent {
    public static func event(_ kind: ObjectChange, of variable: Variable, at now: Timestamp) -> Event {
        Event(
            kind, about: "variable", Event.resource("variable", variable.id, name: variable.name), from: variable.id,
            payload: [
                "name": .string(variable.name), "value": variable.value,
                "tags": .array(variable.tags.map(JSONValue.string)),
            ], at: now)
    }
}
