public import JSON

/// A flow run as its own page shows it.
public struct FlowRunDetail: Sendable, Equatable {
    public var summary: FlowRunSummary
    public var created: Timestamp
    public var parameters: JSONValue
    /// The message of the current state.
    public var message: String?
    public var runCount: Int
    public var nextScheduledStart: Timestamp?
    public var isAutoScheduled: Bool
    public var workPool: String?
    public var workQueue: String?
    public var flowVersion: String?
    public var deploymentVersion: String?
    public var infrastructurePID: String?
    public var idempotencyKey: String?
    public var createdBy: JSONValue?
    /// The flow run that called this one as a subflow.
    public var parent: ObjectName?

    public init(
        summary: FlowRunSummary, created: Timestamp, parameters: JSONValue, message: String?, runCount: Int,
        nextScheduledStart: Timestamp?, isAutoScheduled: Bool, workPool: String?, workQueue: String?,
        flowVersion: String?, deploymentVersion: String?, infrastructurePID: String?, idempotencyKey: String?,
        createdBy: JSONValue?,
        parent: ObjectName?
    ) {
        self.summary = summary
        self.created = created
        self.parameters = parameters
        self.message = message
        self.runCount = runCount
        self.nextScheduledStart = nextScheduledStart
        self.isAutoScheduled = isAutoScheduled
        self.workPool = workPool
        self.workQueue = workQueue
        self.flowVersion = flowVersion
        self.deploymentVersion = deploymentVersion
        self.infrastructurePID = infrastructurePID
        self.idempotencyKey = idempotencyKey
        self.createdBy = createdBy
        self.parent = parent
    }
}
