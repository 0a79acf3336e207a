public import Core
import JSON

extension SQLTransaction: FlowRunCreation {
    public func createFlowRun(_ run: NewFlowRun, at now: Timestamp) throws -> (id: ID, isNew: Bool) {
        if let key = run.idempotencyKey, let known = try flowRun(of: run.flowID, withKey: key) { return (known, false) }
        let origin = try origin(of: run)
        var progress = RunProgress()
        progress.enter(run.state, after: nil)
        try insert(run, labels: origin.labels, progress: progress, at: now)
        try insertTags(run.tags, ofFlowRun: run.id)
        try insertState(run.state, ofFlowRun: run.id, taskRun: run.parentTaskRunID)
        let subject = FlowRunEvent.Subject(
            id: run.id, name: run.name, tags: run.tags, runCount: progress.runCount, parts: origin.parts,
            createdBy: run.createdBy)
        try insertEvent(FlowRunEvent.entered(run.state, after: nil, by: subject, at: now))
        return (run.id, true)
    }

    private func flowRun(of flow: ID, withKey key: String) throws -> ID? {
        try connection.first("SELECT id FROM flow_run WHERE flow_id = \(flow) AND idempotency_key = \(key)") {
            try $0.id(0)
        }
    }

    /// What a run comes from, with the labels that it inherits.
    private struct Origin {
        var parts: [FlowRunEvent.Part]
        var labels: JSONObject
    }

    /// Labels of the deployment, or of the flow for a run without one, lie beneath the run's own.
    private func origin(of run: NewFlowRun) throws -> Origin {
        let (flow, flowLabels) = try part("flow", run.flowID, "SELECT name, tags, labels FROM flow WHERE id = \(run.flowID)")
        var parts = [flow]
        var labels = flowLabels
        labels["prefect.flow.id"] = .string(run.flowID.description)
        if let id = run.deploymentID {
            let (deployment, inherited) = try part(
                "deployment", id, "SELECT name, tags, labels FROM deployment WHERE id = \(id)")
            parts.append(deployment)
            labels = inherited
            labels["prefect.flow.id"] = .string(run.flowID.description)
            labels["prefect.deployment.id"] = .string(id.description)
        }
        if let id = run.parentTaskRunID {
            parts.append(try part("task-run", id, "SELECT name, tags, labels FROM task_run WHERE id = \(id)").part)
        }
        return Origin(parts: parts, labels: labels.merging(run.labels))
    }

    private func part(_ kind: String, _ id: ID, _ sql: SQL) throws -> (part: FlowRunEvent.Part, labels: JSONObject) {
        let found = try connection.first(sql) { row in
            (
                FlowRunEvent.Part(kind: kind, id: id, name: row.text(0), tags: try row.texts(1)),
                try row.json(2).object ?? JSONObject()
            )
        }
        guard let found else { throw Failure.conflict(Failure.integrityConflict) }
        return found
    }

    private func insert(_ run: NewFlowRun, labels: JSONObject, progress: RunProgress, at now: Timestamp) throws {
        try connection.run(
            """
            INSERT INTO flow_run (id, created, updated, name, flow_id, deployment_id, work_queue_name, flow_version,
                deployment_version, parameters, idempotency_key, context, empirical_policy, tags, labels,
                parent_task_run_id, run_count, expected_start_time, next_scheduled_start_time, start_time, end_time,
                auto_scheduled, infrastructure_document_id, job_variables, created_by,
                state_id, state_type, state_name, state_timestamp)
            VALUES (\(run.id), \(now), \(now), \(run.name), \(run.flowID), \(run.deploymentID), \(run.workQueueName),
                \(run.flowVersion), \(run.deploymentVersion), \(run.parameters), \(run.idempotencyKey), \(run.context),
                \(run.policy), \(JSONValue(run.tags)), \(labels), \(run.parentTaskRunID), \(progress.runCount),
                \(progress.expectedStartTime), \(progress.nextScheduledStartTime), \(progress.startTime),
                \(progress.endTime), \(run.autoScheduled), \(run.infrastructureDocumentID), \(run.jobVariables),
                \(run.createdBy), \(run.state.id), \(run.state.type.rawValue), \(run.state.name),
                \(run.state.timestamp))
            """)
    }
}

extension Row {
    /// A list of texts kept as JSON. The usual one, with nothing in it, costs no parsing.
    func texts(_ column: Int32) throws -> [String] {
        if withText(column, { $0.count <= 2 }) { return [] }
        return try json(column).array?.compactMap(\.string) ?? []
    }
}
