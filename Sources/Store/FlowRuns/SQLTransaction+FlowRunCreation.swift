public import Core
import JSON

extension SQLTransaction: FlowRunCreation {
    public func createFlowRun(_ run: NewFlowRun, at now: Timestamp) throws -> (id: ID, isNew: Bool) {
        if let key = run.idempotencyKey, !key.isEmpty, let known = try flowRun(of: run.flowID, withKey: key) {
            return (known, false)
        }
        let origin = try origin(of: run)
        let decision = try entering(run, at: now)
        let (first, state) = (decision.run, decision.entered ?? run.state)
        try insert(run, labels: origin.labels, first: first, state: state, at: now)
        try insertTags(run.tags, ofFlowRun: run.id)
        try insertState(state, ofFlowRun: run.id, taskRun: run.parentTaskRunID)
        try insertResult(decision.result, of: state, flowRun: run.id, taskRun: nil, at: now)
        try queueNotifications(of: state, ofFlowRun: run.id)
        // Prefect's server does not tell of the runs that its scheduler lays ahead.
        if !run.autoScheduled {
            let subject = FlowRunEvent.Subject(
                id: run.id, name: run.name, tags: run.tags, runCount: first.progress.runCount, parts: origin.parts,
                createdBy: run.createdBy)
            try insertEvent(FlowRunEvent.entered(state, after: nil, by: subject, at: now))
        }
        if let parent = run.parentTaskRunID {
            try StateSetting.mirror(state, ofSubflow: run.id, in: parent, at: now, in: self)
        }
        return (run.id, true)
    }

    /// The run once its first state is entered, which nothing speaks against.
    private func entering(_ run: NewFlowRun, at now: Timestamp) throws -> Decision {
        var facts = RunFacts(kind: .flowRun, id: run.id, policy: RunPolicy(run.policy))
        facts.parentTaskRunID = run.parentTaskRunID
        let transition = Transition(run: facts, proposed: run.state, now: now)
        return try Policy.minimalFlow.decide(transition, reading: self)
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
        let conflict = Failure.conflict(Failure.integrityConflict)
        if let block = run.infrastructureDocumentID {
            guard try connection.exists("SELECT 1 FROM block_document WHERE id = \(block)") else { throw conflict }
        }
        guard let flow = try part("flow", run.flowID, "SELECT name, tags, labels FROM flow WHERE id = \(run.flowID)")
        else { throw conflict }
        var origin = flow
        origin.labels["prefect.flow.id"] = .string(run.flowID.description)
        // A deployment may have been deleted meanwhile; the run stands without it, as on Prefect's server.
        if let id = run.deploymentID,
            let deployment = try part("deployment", id, "SELECT name, tags, labels FROM deployment WHERE id = \(id)")
        {
            origin.parts += deployment.parts
            origin.labels = deployment.labels
            origin.labels["prefect.flow.id"] = .string(run.flowID.description)
            origin.labels["prefect.deployment.id"] = .string(id.description)
        }
        if let id = run.workQueueID { origin.parts += try place(id) }
        if let id = run.parentTaskRunID {
            guard let task = try part("task-run", id, "SELECT name, tags, labels FROM task_run WHERE id = \(id)") else {
                throw conflict
            }
            origin.parts += task.parts
        }
        origin.labels = origin.labels.merging(run.labels)
        return origin
    }

    private func part(_ kind: String, _ id: ID, _ sql: SQL) throws -> Origin? {
        try connection.first(sql) { row in
            Origin(
                parts: [FlowRunEvent.Part(kind: kind, id: id, name: row.text(0), tags: try row.texts(1))],
                labels: try row.object(2))
        }
    }

    /// The queue in which a run waits, and its pool.
    private func place(_ queue: ID) throws -> [FlowRunEvent.Part] {
        try connection.first(
            """
            SELECT work_queue.id, work_queue.name, work_pool.id, work_pool.name, work_pool.type
            FROM work_queue JOIN work_pool ON work_pool.id = work_queue.work_pool_id WHERE work_queue.id = \(queue)
            """
        ) { $0.place(0) } ?? []
    }

    private func insert(
        _ run: NewFlowRun, labels: JSONObject, first: RunFacts, state: State, at now: Timestamp
    ) throws {
        let progress = first.progress
        try connection.run(
            """
            INSERT INTO flow_run (id, created, updated, name, flow_id, deployment_id, work_queue_name, work_queue_id,
                flow_version,
                deployment_version, parameters, idempotency_key, context, empirical_policy, tags, labels,
                parent_task_run_id, run_count, expected_start_time, next_scheduled_start_time, start_time, end_time,
                auto_scheduled, infrastructure_document_id, job_variables, created_by, pause_timeout,
                state_id, state_type, state_name, state_timestamp)
            VALUES (\(run.id), \(now), \(now), \(run.name), \(run.flowID), \(run.deploymentID), \(run.workQueueName),
                \(run.workQueueID),
                \(run.flowVersion), \(run.deploymentVersion), \(run.parameters), \(run.idempotencyKey), \(run.context),
                \(first.policy.members), \(JSONValue(run.tags)), \(labels), \(run.parentTaskRunID), \(progress.runCount),
                \(progress.expectedStartTime), \(progress.nextScheduledStartTime), \(progress.startTime),
                \(progress.endTime), \(run.autoScheduled), \(run.infrastructureDocumentID), \(run.jobVariables),
                \(run.createdBy), \(state.pauseTimeout), \(state.id), \(state.type.rawValue), \(state.name), \(state.timestamp))
            """)
    }
}

extension Row {
    /// A list of texts kept as JSON. The usual one, with nothing in it, costs no parsing.
    func texts(_ column: Int32) throws -> [String] {
        if withText(column, { $0.count <= 2 }) { return [] }
        return try json(column).array?.compactMap(\.string) ?? []
    }

    /// An object kept as JSON. An empty one costs no parsing.
    func object(_ column: Int32) throws -> JSONObject {
        if withText(column, { $0.count <= 2 }) { return JSONObject() }
        return try json(column).object ?? JSONObject()
    }
}
