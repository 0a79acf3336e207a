/// The rules that govern a change of state, in the order in which they are asked.
public struct Policy: Sendable {
    public let rules: [Rule]

    public init(_ rules: [Rule]) { self.rules = rules }

    /// What clients ask for a flow run.
    public static let coreFlow = Policy([
        .noTransitionTwice,
        .flowRunsLeaveTheirEndRarely,
        .cancellingEndsInCancelled,
        .withoutInfrastructureCancelAtOnce,
        .pendingOnlyOnce,
        .onlyScheduledRunsBecomeLate,
        .pauseRunningFlows,
        .resumePausedFlows,
        .copyScheduledTime,
        .waitForScheduledTime,
        .retryFailedFlows,
    ])

    /// What is forced upon a flow run, and its first state.
    public static let minimalFlow = Policy([
        .keepResults,
        .withoutInfrastructureCancelAtOnce,
    ])

    /// What the service for late runs does.
    public static let markLate = Policy([
        .onlyScheduledRunsBecomeLate
    ])

    /// What clients ask for a task run.
    public static let coreTask = Policy([
        .retrieveFromCache,
        .taskRunsLeaveTheirEndRarely,
        .tasksRunInRunningFlows,
        .copyScheduledTime,
        .waitForScheduledTime,
        .retryFailedTasks,
        .renameReruns,
        .trackFlowRunAttempt,
        .insertIntoCache,
    ])

    /// Task runs that wait for a worker of their own.
    public static let backgroundTask = Policy([
        .pendingOnlyOnce,
        .retrieveFromCache,
        .taskRunsLeaveTheirEndRarely,
        .copyScheduledTime,
        .copyTaskParameters,
        .waitForScheduledTime,
        .retryFailedTasks,
        .renameReruns,
        .trackFlowRunAttempt,
        .insertIntoCache,
    ])

    /// What is forced upon a task run, and its first state.
    public static let minimalTask = Policy([])

    /// The rules for a state that a run is to enter.
    public static func governing(_ kind: RunFacts.Kind, entering state: State, force: Bool) -> Policy {
        switch kind {
        case .flowRun: force ? .minimalFlow : .coreFlow
        case .taskRun: state.details.isDeferred ? .backgroundTask : force ? .minimalTask : .coreTask
        }
    }
}
