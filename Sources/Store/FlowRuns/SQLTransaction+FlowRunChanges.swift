public import Core
public import JSON

extension SQLTransaction: FlowRunWriting {
    public func updateFlowRun(_ id: ID, _ change: FlowRunUpdate, at now: Timestamp) throws -> Bool {
        var assignments: [SQL] = ["updated = \(now)"]
        if let name = change.name { assignments.append("name = coalesce(\(name), name)") }
        if let version = change.flowVersion { assignments.append("flow_version = \(version)") }
        if let parameters = change.parameters { assignments.append("parameters = \(parameters)") }
        if let policy = change.empiricalPolicy { assignments.append("empirical_policy = \(policy)") }
        if let tags = change.tags { assignments.append("tags = \(JSONValue(tags))") }
        if let pid = change.infrastructurePID { assignments.append("infrastructure_pid = \(pid)") }
        if let variables = change.jobVariables { assignments.append("job_variables = \(variables)") }
        let found = try connection.run("UPDATE flow_run SET \(assignments, joined: ", ") WHERE id = \(id)") > 0
        if found, let tags = change.tags {
            try connection.run("DELETE FROM flow_run_tag WHERE flow_run_id = \(id)")
            try insertTags(tags, ofFlowRun: id)
        }
        return found
    }

    public func addLabels(_ labels: JSONObject, toFlowRun id: ID, at now: Timestamp) throws -> Bool {
        let stored = try connection.first("SELECT labels FROM flow_run WHERE id = \(id)") { try $0.json(0) }
        guard let stored else { return false }
        let merged = (stored.object ?? JSONObject()).merging(labels)
        try connection.run("UPDATE flow_run SET labels = \(merged), updated = \(now) WHERE id = \(id)")
        return true
    }

    public func deleteFlowRun(_ id: ID) throws -> Bool {
        try connection.run("DELETE FROM log WHERE flow_run_id = \(id)")
        touch(.slots)
        try connection.run(
            "DELETE FROM log WHERE task_run_id IN (SELECT task.id FROM task_run AS task WHERE task.flow_run_id = \(id))"
        )
        try connection.run(
            """
            UPDATE flow_run SET parent_task_run_id = NULL
            WHERE parent_task_run_id IN (SELECT task.id FROM task_run AS task WHERE task.flow_run_id = \(id))
            """)
        return try connection.run("DELETE FROM flow_run WHERE id = \(id)") > 0
    }

    /// Fills the index of tags for a run.
    func insertTags(_ tags: [String], ofFlowRun id: ID) throws {
        for tag in tags {
            try connection.run("INSERT OR IGNORE INTO flow_run_tag (tag, flow_run_id) VALUES (\(tag), \(id))")
        }
    }
}
