public import Core

extension SQLTransaction: RunHistoryReading {
    public func flowRunHistory(
        _ query: RunQuery, in intervals: HistoryIntervals, at now: Timestamp
    ) throws -> [HistoryEntry] {
        var part = query
        var filter = query.flowRuns ?? FlowRunFilter()
        if filter.joining == .and {
            filter.expectedStartTime = intervals.within(filter.expectedStartTime)
            part.flowRuns = filter
        }
        return try history(of: "flow_run", flowRunsFound(part), in: intervals, at: now)
    }

    public func taskRunHistory(
        _ query: RunQuery, in intervals: HistoryIntervals, at now: Timestamp
    ) throws -> [HistoryEntry] {
        var part = query
        var filter = query.taskRuns ?? TaskRunFilter()
        if filter.joining == .and {
            filter.expectedStartTime = intervals.within(filter.expectedStartTime)
            part.taskRuns = filter
        }
        return try history(of: "task_run", taskRunsFound(part), in: intervals, at: now)
    }

    private func history(
        of table: String, _ found: SQL, in intervals: HistoryIntervals, at now: Timestamp
    ) throws -> [HistoryEntry] {
        guard intervals.count > 0 else { return [] }
        let run = SQL(name: table)
        let derived = Derivation.ofRuns(in: table)
        let runTime = derived[.estimatedRunTime]?(now) ?? "0"
        let lateness = derived[.estimatedStartDelta]?(now) ?? "0"
        // Added up here, as the index gives the runs: SQLite would sort them all first.
        var tally = HistoryTally()
        try connection.each(
            """
            SELECT (\(run).expected_start_time - \(intervals.start)) / \(intervals.length),
                \(run).state_type, \(run).state_name, \(runTime), \(lateness)
            \(found)
                AND \(run).expected_start_time >= \(intervals.start) AND \(run).expected_start_time < \(intervals.end)
                AND \(run).state_type IS NOT NULL
            """
        ) { tally.add($0) }
        return tally.entries
    }

    public func averageLateness(ofFlowRuns query: RunQuery, at now: Timestamp) throws -> Double? {
        let lateness = Derivation.ofRuns(in: "flow_run")[.estimatedStartDelta]?(now) ?? "0"
        let mean = try connection.first(
            "SELECT avg(\(lateness)) \(flowRunsFound(query))"
        ) { $0.isNull(0) ? nil : $0.double(0) }
        return (mean ?? nil).map { $0 / 1_000_000 }
    }

    public func taskRunCounts(_ query: RunQuery) throws -> [StateType: Int64] {
        let counted: SQL =
            try RunTally(taskRuns: query)?.byType
                ?? """
                SELECT task_run.state_type, count(*) \(taskRunsFound(query)) AND task_run.state_type IS NOT NULL
                GROUP BY task_run.state_type
                """
        let counts = try connection.rows(counted) { row in StateType(rawValue: row.text(0)).map { ($0, row.int(1)) } }
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

extension HistoryIntervals {
    /// What else is asked of a time together with being no farther away than the ends.
    fileprivate func within(_ asked: TimeCriteria?) -> TimeCriteria {
        TimeCriteria(
            before: min(asked?.before ?? end, end), after: max(asked?.after ?? start, start), isNull: asked?.isNull)
    }
}

/// Adds up the runs of each interval by state, in whatever order they come.
private struct HistoryTally {
    private struct Place: Hashable {
        let interval: Int
        let state: Int
    }

    private struct Sums {
        var runs: Int64 = 0
        var runTime: Int64 = 0
        var lateness: Int64 = 0
    }

    /// The types and names met so far, of which there are few.
    private var states: [(type: [UInt8], name: [UInt8])] = []
    private var sums: [Place: Sums] = [:]

    /// Takes a row of interval, type and name of the state, run time and lateness.
    mutating func add(_ row: borrowing Row) {
        let place = Place(interval: Int(row.int(0)), state: state(of: row))
        var sum = sums[place] ?? Sums()
        sum.runs += 1
        sum.runTime += max(0, row.int(3))
        sum.lateness += row.int(4)
        sums[place] = sum
    }

    private mutating func state(of row: borrowing Row) -> Int {
        for (place, state) in states.enumerated() {
            if row.withText(2, { $0.elementsEqual(state.name) }), row.withText(1, { $0.elementsEqual(state.type) }) {
                return place
            }
        }
        states.append((row.withText(1) { Array($0) }, row.withText(2) { Array($0) }))
        return states.count - 1
    }

    /// By interval, then by the type and the name of the state.
    var entries: [HistoryEntry] {
        let found = sums.map { place, sum in
            HistoryEntry(
                interval: place.interval, stateType: String(decoding: states[place.state].type, as: UTF8.self),
                stateName: String(decoding: states[place.state].name, as: UTF8.self), runs: sum.runs,
                runTime: Interval(microseconds: sum.runTime), lateness: Interval(microseconds: sum.lateness))
        }
        return found.sorted { ($0.interval, $0.stateType, $0.stateName) < ($1.interval, $1.stateType, $1.stateName) }
    }
}
