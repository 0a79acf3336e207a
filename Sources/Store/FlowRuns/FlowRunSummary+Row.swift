import Core
import JSON

extension SQL {
    /// The columns that ``FlowRunSummary/init(row:)`` reads.
    static let flowRunSummaryColumns: SQL = """
        flow_run.id, flow_run.name, flow.id, flow.name, deployment.id, deployment.name,
        flow_run.state_type, flow_run.state_name, flow_run.state_timestamp, flow_run.expected_start_time,
        flow_run.start_time, flow_run.end_time, flow_run.total_run_time, flow_run.tags
        """

    /// What these columns come from, beside `flow_run` itself.
    static let flowRunSummaryJoins: SQL = """
        JOIN flow ON flow.id = flow_run.flow_id LEFT JOIN deployment ON deployment.id = flow_run.deployment_id
        """
}

extension FlowRunSummary {
    /// How many columns a summary takes, where others follow.
    static let columnCount: Int32 = 14

    init(row: borrowing Row) throws {
        self.init(
            id: try row.id(0), name: row.text(1), flow: ObjectName(id: try row.id(2), name: row.text(3)),
            deployment: row.objectName(4), state: row.stateMark(6), expectedStart: row.optionalTime(9),
            start: row.optionalTime(10), end: row.optionalTime(11), totalRunTime: row.interval(12),
            tags: try row.texts(13))
    }
}

extension Row {
    /// An id and a name in neighbouring columns; nil when there is no id.
    func objectName(_ column: Int32) -> ObjectName? {
        optionalID(column).map { ObjectName(id: $0, name: text(column + 1)) }
    }

    /// Type, name and timestamp of a state in neighbouring columns; nil when there is no type.
    func stateMark(_ column: Int32) -> StateMark? {
        StateType(rawValue: text(column)).map { StateMark(type: $0, name: text(column + 1), since: time(column + 2)) }
    }
}
