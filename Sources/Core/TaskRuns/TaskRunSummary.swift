public import JSON

/// A task run as a list for people shows it.
public struct TaskRunSummary: Sendable, Equatable {
    public var id: ID
    public var name: String
    public var state: StateMark?
    public var expectedStart: Timestamp?
    public var start: Timestamp?
    public var end: Timestamp?
    /// Time spent running, up to the last change of state.
    public var totalRunTime: Interval
    public var runCount: Int
    public var tags: [String]

    public init(
        id: ID, name: String, state: StateMark?, expectedStart: Timestamp?, start: Timestamp?, end: Timestamp?,
        totalRunTime: Interval, runCount: Int, tags: [String]
    ) {
        self.id = id
        self.name = name
        self.state = state
        self.expectedStart = expectedStart
        self.start = start
        self.end = end
        self.totalRunTime = totalRunTime
        self.runCount = runCount
        self.tags = tags
    }
}

/// A task run as its own page shows it.
public struct TaskRunDetail: Sendable, Equatable {
    public var summary: TaskRunSummary
    public var created: Timestamp
    public var flowRun: ObjectName?
    public var taskKey: String
    public var dynamicKey: String
    public var cacheKey: String?
    /// What the task was called with: the task runs and parameters its inputs came from.
    public var inputs: JSONValue
    /// The message of the current state.
    public var message: String?
    /// The flow run that this task run stands for, when it called a subflow.
    public var subflowRun: ObjectName?

    public init(
        summary: TaskRunSummary, created: Timestamp, flowRun: ObjectName?, taskKey: String, dynamicKey: String,
        cacheKey: String?, inputs: JSONValue, message: String?, subflowRun: ObjectName?
    ) {
        self.summary = summary
        self.created = created
        self.flowRun = flowRun
        self.taskKey = taskKey
        self.dynamicKey = dynamicKey
        self.cacheKey = cacheKey
        self.inputs = inputs
        self.message = message
        self.subflowRun = subflowRun
    }
}
