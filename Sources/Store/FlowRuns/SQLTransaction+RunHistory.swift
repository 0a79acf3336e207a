public import Core

extension SQLTransaction: RunHistoryReading {
    public func flowRunHistory(
        _ query: RunQuery, in intervals: HistoryIntervals, at now: Timestamp
    ) throws -> [HistoryEntry] {
        try history(of: "flow_run", SQL.flowRunConditions(query), in: intervals, at: now)
    }

    public func taskRunHistory(
        _ query: RunQuery, in intervals: HistoryIntervals, at now: Timestamp
    ) throws -> [HistoryEntry] {
        try history(of: "task_run", SQL.taskRunConditions(query), in: intervals, at: now)
    }

    private func history(
        of table: String, _ conditions: [SQL], in intervals: HistoryIntervals, at now: Timestamp
    ) throws -> [HistoryEntry] {
        guard intervals.count > 0 else { return [] }
        let run = SQL(name: table)
        let derived = Derivation.ofRuns(in: table)
        let runTime = derived[.estimatedRunTime]?(now) ?? "0"
        let lateness = derived[.estimatedStartDelta]?(now) ?? "0"
        return try connection.rows(
            """
            SELECT (\(run).expected_start_time - \(intervals.start)) / \(intervals.length) AS place,
                \(run).state_type, \(run).state_name, count(*), sum(max(0, \(runTime))), sum(\(lateness))
            FROM \(run)
            WHERE \(run).expected_start_time >= \(intervals.start) AND \(run).expected_start_time < \(intervals.end)
                AND \(run).state_type IS NOT NULL AND \(SQL.all(conditions))
            GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
            """
        ) { row in
            HistoryEntry(
                interval: Int(row.int(0)), stateType: row.text(1), stateName: row.text(2), runs: row.int(3),
                runTime: row.interval(4), lateness: row.interval(5))
        }
    }

    public func averageLateness(ofFlowRuns query: RunQuery, at now: Timestamp) throws -> Double? {
        let lateness = Derivation.ofRuns(in: "flow_run")[.estimatedStartDelta]?(now) ?? "0"
        let mean = try connection.first(
            "SELECT avg(\(lateness)) FROM flow_run WHERE \(SQL.all(SQL.flowRunConditions(query)))"
        ) { $0.isNull(0) ? nil : $0.double(0) }
        return (mean ?? nil).map { $0 / 1_000_000 }
    }

    public func taskRunCounts(_ query: RunQuery) throws -> [StateType: Int64] {
        let counts = try connection.rows(
            """
            SELECT task_run.state_type, count(*) FROM task_run
            WHERE task_run.state_type IS NOT NULL AND \(SQL.all(SQL.taskRunConditions(query)))
            GROUP BY task_run.state_type
            """
        ) { row in StateType(rawValue: row.text(0)).map { ($0, row.int(1)) } }
        return Dictionary(uniqueKeysWithValues: counts.compactMap { $0 })
    }

    public func taskRunOutcomes(
        _ query: RunQuery, from start: Timestamp, bucket: Interval
    ) throws -> [TaskRunOutcomes] {
        try connection.rows(
            """
            SELECT (task_run.start_time - \(start)) / \(bucket) AS place,
                sum(task_run.state_type NOT IN ('FAILED', 'CRASHED')), sum(task_run.state_type IN ('FAILED', 'CRASHED'))
            FROM task_run
            WHERE task_run.start_time >= \(start) AND \(SQL.all(SQL.taskRunConditions(query)))
            GROUP BY 1 ORDER BY 1
            """
        ) { TaskRunOutcomes(bucket: Int($0.int(0)), completed: $0.int(1), failed: $0.int(2)) }
    }
}
