public import Core
public import JSON

extension WireTable {
    static let log = WireTable(wire: Log.wire, name: "log")
}

extension WirePlan {
    static let log = WirePlan(.log)
}

extension SQLTransaction: LogReading {
    public func writeLogs(_ filter: LogFilter, sort: LogSort, page: Page, into writer: inout JSONWriter) throws {
        // Lines of one moment keep the order in which they came.
        let order: SQL =
            switch sort {
            case .timestampAscending: "log.timestamp, log.sequence"
            case .timestampDescending: "log.timestamp DESC, log.sequence DESC"
            }
        let condition = SQL.all(SQL.conditions(filter))
        try writeRows(.log, "WHERE \(condition) ORDER BY \(order) \(SQL.page(page))", at: .earliest, into: &writer)
    }
}

extension SQLTransaction {
    public func logs(
        ofFlowRun id: ID, after place: LogView.Position?, limit: Int
    ) throws -> [(LogView.Position, Log)] {
        let start: SQL = place.map { "AND (timestamp, sequence) > (\($0.timestamp), \($0.sequence))" } ?? ""
        return try connection.rows(
            """
            SELECT name, level, message, timestamp, flow_run_id, task_run_id, sequence FROM log
            WHERE flow_run_id = \(id) \(start) ORDER BY timestamp, sequence LIMIT \(limit)
            """
        ) { row in
            let log = Log(
                name: row.text(0), level: row.int(1), message: row.text(2), timestamp: row.time(3),
                flowRunID: row.optionalID(4), taskRunID: row.optionalID(5))
            return (LogView.Position(timestamp: log.timestamp, sequence: row.int(6)), log)
        }
    }
}

extension SQLTransaction: LogWriting {
    public func insertLogs(_ logs: [(id: ID, log: Log)], at now: Timestamp) throws {
        for (id, log) in logs {
            try connection.run(
                """
                INSERT INTO log (id, created, name, level, flow_run_id, task_run_id, message, timestamp)
                VALUES (\(id), \(now), \(log.name), \(log.level), \(log.flowRunID), \(log.taskRunID), \(log.message),
                        \(log.timestamp))
                """)
        }
        if !logs.isEmpty { touch(.logs) }
    }
}

extension SQL {
    static func conditions(_ filter: LogFilter) -> [SQL] {
        let members = [
            conditions(filter.level, on: "log.level"), conditions(filter.timestamp, on: "log.timestamp"),
            conditions(filter.flowRunID, on: "log.flow_run_id"), conditions(filter.taskRunID, on: "log.task_run_id"),
        ]
        // The conditions of one member hold together whatever its neighbours are joined by.
        var result = members.filter { !$0.isEmpty }.map(all)
        // The parts of a search are neighbours themselves, as in Prefect's server.
        if let search = filter.text { result += conditions(search, in: "(log.message || ' ' || log.name)") }
        return joined(result, by: filter.joining, orElse: filter.hasVoidMember)
    }

    private static func conditions(_ search: TextSearch, in text: SQL) -> [SQL] {
        var result: [SQL] = []
        if !search.any.isEmpty { result.append(any(search.any.map { holds(text, $0) })) }
        if !search.none.isEmpty { result.append(all(search.none.map { "NOT (\(holds(text, $0)))" })) }
        if !search.all.isEmpty { result.append(all(search.all.map { holds(text, $0) })) }
        return result
    }
}
