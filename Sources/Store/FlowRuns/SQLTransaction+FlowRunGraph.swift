public import Core
public import JSON

extension WirePlan {
    static let taskRunDependency = WirePlan(
        WireTable(
            wire: TaskRunDependency.wire, name: "task_run",
            joins: [.state: "LEFT JOIN task_run_state AS state ON state.id = task_run.state_id"],
            derivations: Derivation.ofRuns(in: "task_run").merging([
                .upstreamDependencies: { _ in
                    """
                    (SELECT json_group_array(json(source)) FROM (
                        SELECT DISTINCT input.value AS source
                        FROM json_each(task_run.task_inputs) AS argument, json_each(argument.value) AS input
                        WHERE json_extract(input.value, '$.input_type') = 'task_run'))
                    """
                },
                .untrackableResult: { _ in "coalesce(json_extract(state.details, '$.untrackable_result'), 0)" },
            ]) { old, _ in old }))
}

extension SQLTransaction: FlowRunGraphReading {
    public func flowRunGraph(_ id: ID, since: Timestamp) throws -> FlowRunGraph {
        let times = try connection.first(
            "SELECT coalesce(start_time, expected_start_time), end_time FROM flow_run WHERE id = \(id)"
        ) { ($0.optionalTime(0), $0.optionalTime(1)) }
        guard let (start, end) = times else { throw Failure.runNotFound("Flow run \(id) not found") }
        let states = try connection.rows(
            "SELECT id, type, name, timestamp FROM flow_run_state WHERE flow_run_id = \(id) ORDER BY timestamp, id"
        ) { row in
            FlowRunGraph.StateName(
                id: try row.id(0),
                mark: StateMark(
                    type: StateType(rawValue: row.text(1)) ?? .pending, name: row.text(2), since: row.time(3)))
        }
        var graph = try FlowRunGraph(
            of: id, start: start, end: end, rows: try graphRows(id), states: states, since: since,
            mostNodes: bounds.graphNodes)
        graph.artifacts = try graphArtifacts(id)
        return graph
    }

    /// The artifacts of a run, but not of the runs within.
    private func graphArtifacts(_ id: ID) throws -> [FlowRunGraph.Artifact] {
        try connection.rows(
            """
            SELECT artifact.id, artifact.task_run_id, artifact.created, artifact.key, artifact.type,
                artifact.key IS NULL OR artifact_collection.id IS NOT NULL,
                CASE WHEN artifact.type = 'progress' THEN artifact.data END
            FROM artifact LEFT JOIN artifact_collection ON artifact_collection.latest_id = artifact.id
            WHERE artifact.flow_run_id = \(id) AND artifact.type <> 'result'
            ORDER BY artifact.created, artifact.rowid LIMIT \(bounds.graphArtifacts)
            """
        ) { row in
            FlowRunGraph.Artifact(
                id: try row.id(0), taskRunID: row.optionalID(1), created: row.time(2), key: row.optionalText(3),
                type: row.optionalText(4), isLatest: row.bool(5), data: try row.optionalJSON(6) ?? .null)
        }
    }

    /// The task runs of a run; the flow run that one stands for takes its place.
    private func graphRows(_ id: ID) throws -> [(node: FlowRunGraph.Node, inputs: JSONObject)] {
        try connection.rows(
            """
            SELECT coalesce(sub.id, task.id), sub.id IS NOT NULL, coalesce(flow.name || ' / ' || sub.name, task.name),
                coalesce(sub.state_type, task.state_type, 'PENDING'),
                coalesce(sub.start_time, sub.expected_start_time, task.start_time, task.expected_start_time) AS began,
                coalesce(sub.end_time, task.end_time,
                    CASE WHEN task.state_type = 'COMPLETED' THEN task.expected_start_time END) AS ended,
                task.task_inputs
            FROM task_run AS task
            LEFT JOIN flow_run AS sub ON sub.parent_task_run_id = task.id
            LEFT JOIN flow ON flow.id = sub.flow_id
            WHERE task.flow_run_id = \(id)
                AND coalesce(sub.start_time, sub.expected_start_time, task.start_time, task.expected_start_time)
                    IS NOT NULL
            ORDER BY began, ended, 1 LIMIT \(FlowRunGraph.mostRows + 1)
            """
        ) { row in
            let node = FlowRunGraph.Node(
                id: try row.id(0), isFlowRun: row.bool(1), label: row.text(2), stateType: row.text(3),
                start: row.time(4), end: row.optionalTime(5))
            return (node, try row.object(6))
        }
    }

    public func writeDependencies(ofFlowRun id: ID, at now: Timestamp, into writer: inout JSONWriter) throws {
        guard try connection.exists("SELECT 1 FROM flow_run WHERE id = \(id)") else {
            throw Failure.runNotFound("Flow run with id \(id) not found")
        }
        try writeRows(
            .taskRunDependency, "WHERE task_run.flow_run_id = \(id) ORDER BY task_run.id", at: now, into: &writer)
    }
}
