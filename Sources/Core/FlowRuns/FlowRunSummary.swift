/// A flow run as a list for people shows it.
public struct FlowRunSummary: Sendable, Equatable {
    public var id: ID
    public var name: String
    public var flow: ObjectName
    public var deployment: ObjectName?
    /// Nil for a run that was never given a state.
    public var state: StateMark?
    public var expectedStart: Timestamp?
    public var start: Timestamp?
    public var end: Timestamp?
    /// Time spent running, up to the last change of state.
    public var totalRunTime: Interval
    public var tags: [String]

    public init(
        id: ID, name: String, flow: ObjectName, deployment: ObjectName?, state: StateMark?, expectedStart: Timestamp?,
        start: Timestamp?, end: Timestamp?, totalRunTime: Interval, tags: [String]
    ) {
        self.id = id
        self.name = name
        self.flow = flow
        self.deployment = deployment
        self.state = state
        self.expectedStart = expectedStart
        self.start = start
        self.end = end
        self.totalRunTime = totalRunTime
        self.tags = tags
    }
}
