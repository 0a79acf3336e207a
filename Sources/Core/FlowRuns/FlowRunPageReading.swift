/// What pages ask of flow runs. Lists and counts cost about the same however many runs there are.
public protocol FlowRunPageReading {
    /// One page of a search. `counting` is off where only the rows are shown.
    func findFlowRuns(_ search: FlowRunSearch, limit: Int, counting: Bool) throws -> FlowRunFindings

    /// How many runs that were or are expected since a moment are in each state, without the ones that lie ahead of `now`.
    func countFlowRunStates(since start: Timestamp, until now: Timestamp) throws -> [StateCount]

    /// The runs that are due next, soonest first.
    func upcomingFlowRuns(after now: Timestamp, limit: Int) throws -> [FlowRunSummary]

    func flowRunDetail(_ id: ID) throws -> FlowRunDetail?

    /// The history of a run, oldest first, at most `limit`, the newest ones.
    func flowRunStates(_ id: ID, limit: Int) throws -> Slice<StateRecord>

    /// The runs that a flow run called as subflows, in the order of their start.
    func subflowRuns(of id: ID, limit: Int) throws -> Slice<FlowRunSummary>
}

/// How many runs are in a state.
public struct StateCount: Sendable, Equatable {
    public var type: StateType
    public var name: String
    public var count: BoundedCount

    public init(type: StateType, name: String, count: BoundedCount) {
        self.type = type
        self.name = name
        self.count = count
    }
}
