public import JSON

/// Where a run stands, since when, and what is known of it.
public struct State: Sendable, Equatable {
    public var id: ID
    public var type: StateType
    public var name: String
    public var timestamp: Timestamp
    public var message: String?
    /// A reference to the result, opaque to the server; nil shows as null.
    public var data: JSONValue?
    public var details: StateDetails

    public init(
        id: ID, type: StateType, name: String? = nil, timestamp: Timestamp, message: String? = nil,
        data: JSONValue? = nil, details: StateDetails = StateDetails()
    ) {
        self.id = id
        self.type = type
        self.name = name ?? type.defaultName
        self.timestamp = timestamp
        self.message = message
        self.data = data
        self.details = details
    }

    public static let wire = WireObject(
        "State",
        [
            .init("id", .id),
            .init("type", .text, as: .one(of: StateType.self)),
            .nullable("name", .text),
            .init("timestamp", .time),
            .nullable("message", .text),
            .nullable("data", .json(default: nil), as: .any),
            .init("state_details", .sparse(StateDetails.wire), from: .column("details")),
        ])
}
