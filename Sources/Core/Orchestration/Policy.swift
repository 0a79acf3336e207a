/// The rules that govern a change of state, in the order in which they are asked.
public struct Policy: Sendable {
    public let rules: [Rule]
    /// What a state that is entered brings with it, whatever the rules said.
    public let consequences: [Consequence]

    public init(_ rules: [Rule], then consequences: [Consequence] = []) {
        self.rules = rules
        self.consequences = consequences
    }

    /// What clients ask for a flow run.
    public static let coreFlow = Policy(
        [
            .keepLeaseOfDeployment,
            .noTransitionTwice,
            .flowRunsLeaveTheirEndRarely,
            .cancellingEndsInCancelled,
            .withoutInfrastructureCancelAtOnce,
            .pendingOnlyOnce,
            .runOnlyWithASlot,
            .takeSlotOfDeployment,
            .oldClientsRenewNoLease,
            .onlyScheduledRunsBecomeLate,
            .pauseRunningFlows,
            .resumePausedFlows,
            .copyScheduledTime,
            .waitForScheduledTime,
            .retryFailedFlows,
        ], then: [.freeSlotsOfFlowRuns])

    /// What is forced upon a flow run, and its first state.
    public static let minimalFlow = Policy(
        [
            .keepResults,
            .withoutInfrastructureCancelAtOnce,
        ], then: [.freeSlotsOfFlowRuns])

    /// What the service for late runs does.
    public static let markLate = Policy(
        [
            .onlyScheduledRunsBecomeLate,
            .cancelNewInsteadOfLate,
        ], then: [.freeSlotsOfFlowRuns])

    /// What clients ask for a task run.
    public static let coreTask = Policy(
        [
            .retrieveFromCache,
            .taskRunsLeaveTheirEndRarely,
            .tasksRunInRunningFlows,
            .takeSlotsOfTags,
            .copyScheduledTime,
            .waitForScheduledTime,
            .retryFailedTasks,
            .renameReruns,
            .trackFlowRunAttempt,
            .insertIntoCache,
        ], then: [.freeSlotsOfTaskRuns])

    /// Task runs that wait for a worker of their own.
    public static let backgroundTask = Policy(
        [
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
        ], then: [.freeSlotsOfTaskRuns])

    /// What is forced upon a task run, and its first state.
    public static let minimalTask = Policy([], then: [.freeSlotsOfTaskRuns])

    /// The rules for a state that a run is to enter.
    public static func governing(_ kind: RunFacts.Kind, entering state: State, force: Bool) -> Policy {
        switch kind {
        case .flowRun: force ? .minimalFlow : .coreFlow
        case .taskRun: state.details.isDeferred ? .backgroundTask : force ? .minimalTask : .coreTask
        }
    }
}
