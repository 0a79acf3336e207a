public import Core
public import JSON

extension WirePlan {
    static let flowRunInShort = WirePlan(
        WireTable(
            wire: RunViews.flowRunInShort, name: "flow_run",
            derivations: Derivation.ofRuns(in: "flow_run").merging([
                .start: { _ in "coalesce(flow_run.start_time, flow_run.expected_start_time)" }
            ]) { old, _ in old }))
    static let nextFlowRun = WirePlan(WireTable(wire: RunViews.nextFlowRun, name: "flow_run"))
    static let taskRunWithFlowRun = WirePlan(
        WireTable(
            wire: RunViews.taskRun, name: "task_run",
            joins: WireTable.taskRun.joins.merging([
                .flowRun: "LEFT JOIN flow_run AS flowRun ON flowRun.id = task_run.flow_run_id"
            ]) { old, _ in old },
            derivations: WireTable.taskRun.derivations))
}

extension SQLTransaction: RunViewReading {
    public func writeFlowRunsInShort(
        _ query: RunQuery, sort: FlowRunSort, page: Page, at now: Timestamp, into writer: inout JSONWriter
    ) throws {
        let chosen = try flowRunRows(query, sort: sort, page: page)
        try writeRows(
            .flowRunInShort, "WHERE flow_run.rowid IN (\(chosen)) ORDER BY \(SQL.order(sort))", at: now, into: &writer)
    }

    public func writeNextFlowRun(ofFlow id: ID, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(
            .nextFlowRun,
            """
            WHERE flow_run.flow_id = \(id) AND flow_run.state_type = 'SCHEDULED'
            ORDER BY flow_run.next_scheduled_start_time, flow_run.id
            """, at: .earliest, into: &writer)
    }

    public func writeTaskRunWithFlowRun(_ id: ID, at now: Timestamp, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.taskRunWithFlowRun, "WHERE task_run.id = \(id)", at: now, into: &writer)
    }

    public func countTaskRuns(ofFlowRuns ids: [ID]) throws -> [ID: Int64] {
        try counts(
            """
            SELECT task_run.flow_run_id, count(*) FROM task_run
            WHERE task_run.flow_run_id IN \(SQL.list(ids))
                AND NOT EXISTS (SELECT 1 FROM flow_run AS s WHERE s.parent_task_run_id = task_run.id)
            GROUP BY task_run.flow_run_id
            """)
    }

    public func countDeployments(ofFlows ids: [ID]) throws -> [ID: Int64] {
        try counts(
            "SELECT flow_id, count(*) FROM deployment WHERE flow_id IN \(SQL.list(ids)) GROUP BY flow_id")
    }

    private func counts(_ sql: SQL) throws -> [ID: Int64] {
        Dictionary(uniqueKeysWithValues: try connection.rows(sql) { (try $0.id(0), $0.int(1)) })
    }
}
