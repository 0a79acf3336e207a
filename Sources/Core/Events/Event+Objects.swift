import JSON

/// That an object came, changed or went, as the last word of an event's name.
public enum ObjectChange: String, Sendable, CaseIterable { case created, updated, deleted }

extension Event {
    /// An event about an object, such as `prefect.variable.created`.
    ///
    /// - Parameters:
    ///   - kind: what happened; events of one kind about one object differ by their moment.
    ///   - resource: the object's labels.
    ///   - source: whose id makes the event's own.
    init<Kind: RawRepresentable<String> & CaseIterable & Equatable>(
        _ kind: Kind, about object: String, _ resource: JSONObject, from source: ID, related: [JSONObject] = [],
        payload: JSONObject = [:], follows: ID? = nil, at now: Timestamp
    ) {
        var purpose = UInt64(bitPattern: now.microseconds) << 3
        for (number, other) in Kind.allCases.enumerated() where other == kind { purpose |= UInt64(number) }
        self.init(
            id: source.derived(for: purpose, at: now), occurred: now, received: now,
            name: "prefect.\(object).\(kind.rawValue)", resource: resource, related: related, payload: payload,
            follows: follows)
    }

    /// The labels of an object, by its kind such as `work-pool`.
    static func resource(
        _ kind: String, _ id: some CustomStringConvertible, name: String? = nil, role: String? = nil
    ) -> JSONObject {
        var labels: JSONObject = ["prefect.resource.id": .string("prefect.\(kind).\(id)")]
        if let name { labels["prefect.resource.name"] = .string(name) }
        if let role { labels["prefect.resource.role"] = .string(role) }
        return labels
    }

    /// What an event tells of members that changed.
    static func payload(of changes: JSONObject) -> JSONObject {
        ["updated_fields": .array(changes.keys.map(JSONValue.string)), "updates": .object(changes)]
    }
}
