/// Which flow runs are wanted.
public struct FlowRunFilter: Sendable, Equatable {
    public var joining: Joining = .and
    /// A member that is there says nothing: among alternatives it always holds.
    public var hasVoidMember = false
    public var id: IDCriteria?
    public var name: TextCriteria?
    public var tags: TagCriteria?
    public var deploymentID: IDCriteria?
    public var workQueueName: TextCriteria?
    public var state: StateCriteria?
    public var flowVersion: TextCriteria?
    public var startTime: TimeCriteria?
    public var endTime: TimeCriteria?
    public var expectedStartTime: TimeCriteria?
    public var nextScheduledStartTime: TimeCriteria?
    /// The flow run that called this one as a subflow.
    public var parentFlowRunID: IDCriteria?
    public var parentTaskRunID: IDCriteria?
    public var idempotencyKey: TextCriteria?
    public var createdBy: CreatorCriteria?

    public init() {}
}

/// Criteria over who made a run.
public struct CreatorCriteria: Sendable, Equatable {
    public var joining: Joining = .and
    public var ids: [ID]?
    public var types: [String]?
    public var isNull: Bool?

    public init() {}
}

/// Criteria over the type and the name of a run's current state. What says nothing is passed over, also among alternatives.
public struct StateCriteria: Sendable, Equatable {
    public var joining: Joining = .and
    public var anyType: [StateType]?
    public var notAnyType: [StateType]?
    public var anyName: [String]?
    public var notAnyName: [String]?

    public init() {}
}

/// The orders in which flow runs can be listed.
public enum FlowRunSort: String, Sorting {
    public static let standard = FlowRunSort.idDescending

    case idDescending = "ID_DESC"
    case startTimeAscending = "START_TIME_ASC"
    case startTimeDescending = "START_TIME_DESC"
    case expectedStartTimeAscending = "EXPECTED_START_TIME_ASC"
    case expectedStartTimeDescending = "EXPECTED_START_TIME_DESC"
    case nameAscending = "NAME_ASC"
    case nameDescending = "NAME_DESC"
    case nextScheduledStartTimeAscending = "NEXT_SCHEDULED_START_TIME_ASC"
    case endTimeDescending = "END_TIME_DESC"
}
