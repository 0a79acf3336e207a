/// A run as far as rules and bookkeeping look at it.
public struct RunFacts: Sendable, Equatable {
    public enum Kind: Sendable, Equatable { case flowRun, taskRun }

    public var kind: Kind
    public var id: ID
    /// The current state; nil for a run that has none yet.
    public var state: State?
    public var policy: RunPolicy
    public var progress: RunProgress
    /// Of a task run: the flow run that it is a part of.
    public var flowRunID: ID?
    /// Of a task run: the attempt of its flow run in which it last ran.
    public var flowRunRunCount: Int64 = 0
    /// Of a flow run: its deployment, if it has one.
    public var deploymentID: ID?
    /// Of a flow run: the task run that stands for it in the flow run that called it.
    public var parentTaskRunID: ID?
    /// Of a flow run: the task run that its current state names, the parent at that time, which may be gone since.
    public var taskRunIDOfState: ID?
    /// Of a flow run: what names the process or container in which it runs.
    public var infrastructurePID: String?

    public init(
        kind: Kind, id: ID, state: State? = nil, policy: RunPolicy = RunPolicy(), progress: RunProgress = RunProgress()
    ) {
        self.kind = kind
        self.id = id
        self.state = state
        self.policy = policy
        self.progress = progress
    }
}
