public import Core
public import JSON

extension WireTable {
    static let taskRun = WireTable(
        wire: TaskRun.wire, name: "task_run",
        joins: [.state: "LEFT JOIN task_run_state AS state ON state.id = task_run.state_id"],
        derivations: Derivation.ofRuns(in: "task_run"))
}

extension WirePlan {
    static let taskRun = WirePlan(.taskRun)
}

extension SQLTransaction: TaskRunReading {
    public func writeTaskRun(_ id: ID, at now: Timestamp, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.taskRun, "WHERE task_run.id = \(id)", at: now, into: &writer)
    }

    public func writeTaskRuns(
        _ query: RunQuery, sort: TaskRunSort, page: Page, at now: Timestamp, into writer: inout JSONWriter
    ) throws {
        let chosen = try taskRunRows(query, sort: sort, page: page)
        try writeRows(
            .taskRun, "WHERE task_run.rowid IN (\(chosen)) ORDER BY \(SQL.order(sort))", at: now, into: &writer)
    }

    /// A query of the row numbers of a page. Only these go through the sorting, where there is one.
    private func taskRunRows(_ query: RunQuery, sort: TaskRunSort, page: Page) throws -> SQL {
        if let plan = RunListPlan(query, sort: sort) { return try plan.rows(page, in: connection) }
        let condition = SQL.all(SQL.taskRunConditions(query))
        return """
            SELECT task_run.rowid FROM task_run WHERE \(condition) ORDER BY \(SQL.order(sort)) \(SQL.page(page))
            """
    }

    public func countTaskRuns(_ query: RunQuery) throws -> Int {
        if let tally = RunTally(taskRuns: query) { return try tally.count(in: connection) }
        return try connection.count("SELECT count(*) \(taskRunsFound(query))")
    }

    /// All runs that a filter finds, from `FROM` on.
    func taskRunsFound(_ query: RunQuery) throws -> SQL {
        try RunListPlan(query, sort: TaskRunSort.expectedStartTimeDescending)?.all(in: connection)
            ?? "FROM task_run WHERE \(SQL.all(SQL.taskRunConditions(query)))"
    }
}

extension SQLTransaction: TaskRunWriting {
    public func updateTaskRun(_ id: ID, name: String?, at now: Timestamp) throws -> Bool {
        try connection.run("UPDATE task_run SET name = coalesce(\(name), name), updated = \(now) WHERE id = \(id)") > 0
    }

    public func deleteTaskRun(_ id: ID) throws -> Bool {
        try connection.run("DELETE FROM log WHERE task_run_id = \(id)")
        touch(.slots)
        try connection.run("UPDATE flow_run SET parent_task_run_id = NULL WHERE parent_task_run_id = \(id)")
        return try connection.run("DELETE FROM task_run WHERE id = \(id)") > 0
    }

    /// Fills the index of tags for a run.
    func insertTags(_ tags: [String], ofTaskRun id: ID) throws {
        for tag in tags {
            try connection.run("INSERT OR IGNORE INTO task_run_tag (tag, task_run_id) VALUES (\(tag), \(id))")
        }
    }
}

extension SQL {
    /// Every order ends in the id, so that pages neither repeat nor lose a run.
    static func order(_ sort: TaskRunSort) -> SQL {
        switch sort {
        case .idDescending: "task_run.id DESC"
        case .expectedStartTimeAscending: "task_run.expected_start_time, task_run.id"
        case .expectedStartTimeDescending: "task_run.expected_start_time DESC, task_run.id DESC"
        case .nameAscending: "task_run.name, task_run.id"
        case .nameDescending: "task_run.name DESC, task_run.id DESC"
        case .nextScheduledStartTimeAscending: "task_run.next_scheduled_start_time, task_run.id"
        case .endTimeDescending: "task_run.end_time DESC, task_run.id DESC"
        }
    }
}
