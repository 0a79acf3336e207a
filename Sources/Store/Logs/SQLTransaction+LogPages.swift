public import Core

extension SQLTransaction: LogPageReading {
    public func logLines(_ search: LogView, limit: Int) throws -> Slice<LogLine> {
        var conditions: [SQL] = []
        switch search.run {
        case .flowRun(let id): conditions.append("log.flow_run_id = \(id)")
        case .taskRun(let id): conditions.append("log.task_run_id = \(id)")
        }
        if search.level > 0 { conditions.append("log.level >= \(search.level)") }
        var isForward = true
        switch search.place {
        case .start: break
        case .after(let place):
            conditions.append("(log.timestamp, log.sequence) > (\(place.timestamp), \(place.sequence))")
        case .before(let place):
            conditions.append("(log.timestamp, log.sequence) < (\(place.timestamp), \(place.sequence))")
            isForward = false
        case .end: isForward = false
        }
        let direction: SQL = isForward ? "" : "DESC"
        // The lines are chosen first: the name of the task run is looked up only for those that are shown.
        let found = try connection.rows(
            """
            SELECT line.sequence, line.timestamp, line.level, line.name, line.message, task_run.id, task_run.name
            FROM (SELECT * FROM log WHERE \(SQL.all(conditions))
                ORDER BY log.timestamp \(direction), log.sequence \(direction) LIMIT \(limit + 1)) AS line
            LEFT JOIN task_run ON task_run.id = line.task_run_id
            ORDER BY line.timestamp \(direction), line.sequence \(direction)
            """
        ) { row in
            LogLine(
                sequence: row.int(0), timestamp: row.time(1), level: Int(row.int(2)), logger: row.text(3),
                message: row.text(4), taskRun: row.objectName(5))
        }
        let lines = Slice(found, limit: limit)
        return Slice(items: isForward ? lines.items : lines.items.reversed(), hasMore: lines.hasMore)
    }
}
