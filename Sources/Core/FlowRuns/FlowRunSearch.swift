/// Which flow runs a page lists, in which order, and from where on.
public struct FlowRunSearch: Sendable, Equatable {
    /// Runs in one of these states; all when empty.
    public var states: [StateChoice] = []
    public var flow: ID?
    /// Runs of one of these deployments.
    public var deployments: [ID]?
    /// Runs in one of these work queues.
    public var queues: [ID]?
    /// A part of the name, in any case.
    public var name: String?
    public var tag: String?
    /// Bounds of the expected start, both included.
    public var from: Timestamp?
    public var to: Timestamp?
    public var order: Order = .newestFirst
    /// The last run of the page before.
    public var after: Place?

    public init() {}

    public enum Order: Sendable, Equatable { case newestFirst, oldestFirst }

    /// The place of a run in the list.
    public struct Place: Sendable, Equatable {
        public var expectedStart: Timestamp
        public var id: ID

        public init(expectedStart: Timestamp, id: ID) {
            self.expectedStart = expectedStart
            self.id = id
        }
    }
}

/// A state to look for: a type, or within it a name such as `Late`.
public struct StateChoice: Sendable, Equatable {
    public var type: StateType
    public var name: String?

    public init(type: StateType, name: String? = nil) {
        self.type = type
        self.name = name
    }
}

/// What a search found.
public struct FlowRunFindings: Sendable {
    public var runs: Slice<FlowRunSummary>
    /// How many there are in all.
    public var count: BoundedCount
    /// The search looked at this many runs and no further: what it would find beyond is not known.
    public var stoppedAfter: Int?

    public init(runs: Slice<FlowRunSummary>, count: BoundedCount, stoppedAfter: Int?) {
        self.runs = runs
        self.count = count
        self.stoppedAfter = stoppedAfter
    }
}
