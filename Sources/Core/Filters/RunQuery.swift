/// The filters that a list of flows, runs or deployments takes together: each restricts what is listed through what belongs to it.
public struct RunQuery: Sendable {
    public var flows: FlowFilter?
    public var flowRuns: FlowRunFilter?
    public var taskRuns: TaskRunFilter?
    public var deployments: DeploymentFilter?
    public var workPools: WorkPoolFilter?
    public var workQueues: WorkQueueFilter?

    public init(flows: FlowFilter? = nil, flowRuns: FlowRunFilter? = nil) {
        self.flows = flows
        self.flowRuns = flowRuns
    }

    /// True when nothing is asked.
    public var isEmpty: Bool { taskRuns == nil && !restrictsFlowRuns }

    /// True when something is asked of the flow run that a task run belongs to.
    public var restrictsFlowRuns: Bool {
        flows != nil || flowRuns != nil || deployments != nil || workPools != nil || workQueues != nil
    }
}
