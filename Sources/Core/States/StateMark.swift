/// Where a run stands, as a list shows it.
public struct StateMark: Sendable, Equatable {
    public var type: StateType
    public var name: String
    public var since: Timestamp

    public init(type: StateType, name: String, since: Timestamp) {
        self.type = type
        self.name = name
        self.since = since
    }
}
