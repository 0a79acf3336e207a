/// Which task runs are wanted.
public struct TaskRunFilter: Sendable, Equatable {
    public var joining: Joining = .and
    /// A member that is there says nothing: among alternatives it always holds.
    public var hasVoidMember = false
    public var id: IDCriteria?
    public var name: TextCriteria?
    public var tags: TagCriteria?
    public var state: StateCriteria?
    public var startTime: TimeCriteria?
    public var endTime: TimeCriteria?
    public var expectedStartTime: TimeCriteria?
    /// True finds task runs that stand for a subflow.
    public var hasSubflowRuns: Bool?
    public var flowRunID: IDCriteria?

    public init() {}
}

/// The orders in which task runs can be listed.
public enum TaskRunSort: String, Sorting {
    public static let standard = TaskRunSort.idDescending

    case idDescending = "ID_DESC"
    case expectedStartTimeAscending = "EXPECTED_START_TIME_ASC"
    case expectedStartTimeDescending = "EXPECTED_START_TIME_DESC"
    case nameAscending = "NAME_ASC"
    case nameDescending = "NAME_DESC"
    case nextScheduledStartTimeAscending = "NEXT_SCHEDULED_START_TIME_ASC"
    case endTimeDescending = "END_TIME_DESC"
}
