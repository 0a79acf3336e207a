public import JSON

extension WireObject {
    /// What is kept of an object that a client sent: the known members that differ from their defaults, each in the form
    /// in which the server shows it. A member of another kind than declared is left out.
    public func sparse(_ members: JSONObject) -> JSONObject {
        var kept = JSONObject()
        for field in fields {
            guard case .sparse(let standard) = field.source, let given = members[field.name],
                let value = field.kind.normal(given), value != standard
            else { continue }
            kept[field.name] = value
        }
        return kept
    }
}

extension WireField.Kind {
    /// A value in the form in which the server shows it; nil when it is of another kind. Null belongs to every kind.
    fileprivate func normal(_ value: JSONValue) -> JSONValue? {
        if value == .null { return value }
        switch self {
        case .id: return value.string.flatMap(ID.init).map { .string($0.description) }
        case .time: return value.string.flatMap(Timestamp.init).map { .string($0.description) }
        case .text: return value.string.map(JSONValue.string)
        case .integer: return value.int.map(JSONValue.int)
        case .number, .seconds: return value.double.map(JSONValue.double)
        case .boolean: return value.bool.map(JSONValue.bool)
        case .json, .object, .list, .sparse: return value
        }
    }
}
