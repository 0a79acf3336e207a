/// A flow as pages show it.
public struct FlowSummary: Sendable, Equatable {
    public var id: ID
    public var name: String
    public var tags: [String]
    public var created: Timestamp
    public var deployments: Int
    public var lastRun: RunMark?

    public init(id: ID, name: String, tags: [String], created: Timestamp, deployments: Int, lastRun: RunMark?) {
        self.id = id
        self.name = name
        self.tags = tags
        self.created = created
        self.deployments = deployments
        self.lastRun = lastRun
    }
}

/// A run as the page of its flow or deployment mentions it.
public struct RunMark: Sendable, Equatable {
    public var id: ID
    public var name: String
    public var state: StateMark

    public init(id: ID, name: String, state: StateMark) {
        self.id = id
        self.name = name
        self.state = state
    }
}

/// What pages ask of flows.
public protocol FlowPageReading {
    /// Flows by name, those with `part` in their name when it is given.
    func flows(named part: String?, at now: Timestamp, offset: Int, limit: Int) throws -> Slice<FlowSummary>

    func flowSummary(_ id: ID, at now: Timestamp) throws -> FlowSummary?

    func flowID(named name: String) throws -> ID?

    /// Some names of flows to offer in a form.
    func flowNames(limit: Int) throws -> [String]
}
