public import Core
import JSON

extension SQLTransaction: FlowPageReading {
    public func flows(named part: String?, at now: Timestamp, offset: Int, limit: Int) throws -> Slice<FlowSummary> {
        let condition: SQL = part.map { "instr(lower(flow.name), \($0.lowercased())) > 0" } ?? "TRUE"
        let found = try connection.rows(
            "\(SQLTransaction.flowSummaries(at: now)) WHERE \(condition) ORDER BY flow.name LIMIT \(limit + 1) OFFSET \(offset)",
            FlowSummary.init(row:))
        return Slice(found, limit: limit)
    }

    public func flowSummary(_ id: ID, at now: Timestamp) throws -> FlowSummary? {
        try connection.first("\(SQLTransaction.flowSummaries(at: now)) WHERE flow.id = \(id)", FlowSummary.init(row:))
    }

    public func flowID(named name: String) throws -> ID? {
        try connection.first("SELECT id FROM flow WHERE name = \(name)") { try $0.id(0) }
    }

    public func flowNames(limit: Int) throws -> [String] {
        try connection.rows("SELECT name FROM flow ORDER BY name LIMIT \(limit)") { $0.text(0) }
    }

    /// Flows with their newest run that was due by now.
    private static func flowSummaries(at now: Timestamp) -> SQL {
        """
        SELECT flow.id, flow.name, flow.tags, flow.created,
            (SELECT count(*) FROM deployment WHERE deployment.flow_id = flow.id),
            last.id, last.name, last.state_type, last.state_name, last.state_timestamp
        FROM flow LEFT JOIN flow_run AS last ON last.rowid = (
            SELECT run.rowid FROM flow_run AS run
            WHERE run.flow_id = flow.id AND run.expected_start_time <= \(now)
            ORDER BY run.expected_start_time DESC LIMIT 1)
        """
    }
}

extension FlowSummary {
    fileprivate init(row: borrowing Row) throws {
        self.init(
            id: try row.id(0), name: row.text(1), tags: try row.texts(2), created: row.time(3),
            deployments: Int(row.int(4)), lastRun: row.runMark(5))
    }
}

extension Row {
    /// Id, name and the three columns of a state; nil when there is no run or it has no state.
    func runMark(_ column: Int32) -> RunMark? {
        guard let id = optionalID(column), let state = stateMark(column + 2) else { return nil }
        return RunMark(id: id, name: text(column + 1), state: state)
    }
}
