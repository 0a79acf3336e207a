/// One line that a run wrote.
public struct Log: Sendable, Equatable {
    public var name: String
    /// Python's scale: 10 debug, 20 info, 30 warning, 40 error, 50 critical.
    public var level: Int64
    public var message: String
    public var timestamp: Timestamp
    public var flowRunID: ID?
    public var taskRunID: ID?

    public init(
        name: String, level: Int64, message: String, timestamp: Timestamp, flowRunID: ID? = nil, taskRunID: ID? = nil
    ) {
        self.name = name
        self.level = level
        self.message = message
        self.timestamp = timestamp
        self.flowRunID = flowRunID
        self.taskRunID = taskRunID
    }

    public static let wire = WireObject(
        "Log",
        [
            .init("id", .id),
            .init("created", .time),
            .init("updated", .time, from: .column("created")),
            .init("name", .text),
            .init("level", .integer),
            .init("message", .text),
            .init("timestamp", .time),
            .nullable("flow_run_id", .id),
            .nullable("task_run_id", .id),
        ])
}

/// Which log lines are wanted.
public struct LogFilter: Sendable, Equatable {
    public var joining: Joining = .and
    /// A member that is there says nothing: among alternatives it always holds.
    public var hasVoidMember = false
    public var level: NumberCriteria?
    public var timestamp: TimeCriteria?
    public var flowRunID: IDCriteria?
    public var taskRunID: IDCriteria?
    public var text: TextSearch?

    public init() {}
}

/// The orders in which log lines can be listed.
public enum LogSort: String, Sorting {
    public static let standard = LogSort.timestampAscending

    case timestampAscending = "TIMESTAMP_ASC"
    case timestampDescending = "TIMESTAMP_DESC"
}
