public import Core
import JSON

extension SQLTransaction: OrchestrationWriting {
    public func keep(_ decision: Decision, at now: Timestamp) throws {
        switch decision.run.kind {
        case .flowRun: try keep(ofFlowRun: decision, at: now)
        case .taskRun: try keep(ofTaskRun: decision, at: now)
        }
        for change in decision.slotChanges { try apply(change, at: now) }
    }

    private func keep(ofFlowRun decision: Decision, at now: Timestamp) throws {
        let run = decision.run
        try connection.run(
            """
            UPDATE flow_run SET updated = \(now), empirical_policy = \(run.policy.members),
                pause_timeout = \(run.state?.pauseTimeout), \(assignments(run))
            WHERE id = \(run.id)
            """)
        guard let state = decision.entered else { return }
        try insertState(state, ofFlowRun: run.id, taskRun: run.parentTaskRunID)
        try insertResult(decision.result, of: state, flowRun: run.id, taskRun: nil, at: now)
        try queueNotifications(of: state, ofFlowRun: run.id)
        if let subject = try eventSubject(ofFlowRun: run.id) {
            try insertEvent(FlowRunEvent.entered(state, after: decision.before.state, by: subject, at: now))
        }
    }

    private func keep(ofTaskRun decision: Decision, at now: Timestamp) throws {
        let run = decision.run
        try connection.run(
            """
            UPDATE task_run SET updated = \(now), flow_run_run_count = \(run.flowRunRunCount), \(assignments(run))
            WHERE id = \(run.id)
            """)
        guard let state = decision.entered else { return }
        if decision.before.state?.isForTaskWorkers == true { try removeWaitingTaskRun(run.id) }
        try insertState(state, ofTaskRun: run.id, flowRun: run.flowRunID)
        try insertResult(decision.result, of: state, flowRun: run.flowRunID, taskRun: run.id, at: now)
        if state.isForTaskWorkers { try addWaitingTaskRun(run.id) }
        if let key = decision.cacheKey {
            try connection.run(
                """
                INSERT INTO task_run_state_cache (cache_key, cache_expiration, task_run_state_id)
                VALUES (\(key), \(decision.cacheExpiration), \(state.id))
                """)
        }
    }

    /// The columns that follow from the states, which flow runs and task runs share.
    private func assignments(_ run: RunFacts) -> SQL {
        let progress = run.progress
        return """
            run_count = \(progress.runCount), expected_start_time = \(progress.expectedStartTime),
            next_scheduled_start_time = \(progress.nextScheduledStartTime), start_time = \(progress.startTime),
            end_time = \(progress.endTime), total_run_time = \(progress.totalRunTime),
            state_id = \(run.state?.id), state_type = \(run.state?.type.rawValue),
            state_name = \(run.state?.name), state_timestamp = \(run.state?.timestamp)
            """
    }

    /// A flow run with all that its events name.
    private func eventSubject(ofFlowRun id: ID) throws -> FlowRunEvent.Subject? {
        try connection.first(
            """
            SELECT run.name, run.tags, run.run_count, run.created_by, flow.id, flow.name, flow.tags,
                deployment.id, deployment.name, deployment.tags, task.id, task.name, task.tags,
                workQueue.id, workQueue.name, workPool.id, workPool.name, workPool.type
            FROM flow_run AS run
            LEFT JOIN flow ON flow.id = run.flow_id
            LEFT JOIN deployment ON deployment.id = run.deployment_id
            LEFT JOIN task_run AS task ON task.id = run.parent_task_run_id
            \(SQL.workQueue(of: "run")) LEFT JOIN work_pool AS workPool ON workPool.id = workQueue.work_pool_id
            WHERE run.id = \(id)
            """
        ) { row in
            var parts: [FlowRunEvent.Part] = []
            for (kind, column) in [("flow", Int32(4)), ("deployment", 7)] {
                if let part = try row.part(kind, column) { parts.append(part) }
            }
            parts += row.place(13)
            if let task = try row.part("task-run", 10) { parts.append(task) }
            return FlowRunEvent.Subject(
                id: id, name: row.text(0), tags: try row.texts(1), runCount: row.int(2), parts: parts,
                createdBy: try row.optionalJSON(3)?.object)
        }
    }
}

extension Row {
    /// Three columns: id, name and tags of what has a part in a run; nil when it has none.
    fileprivate func part(_ kind: String, _ column: Int32) throws -> FlowRunEvent.Part? {
        guard let id = optionalID(column) else { return nil }
        return FlowRunEvent.Part(kind: kind, id: id, name: text(column + 1), tags: try texts(column + 2))
    }

    /// Five columns: id and name of a queue, id, name and type of its pool.
    func place(_ column: Int32) -> [FlowRunEvent.Part] {
        guard let queue = optionalID(column) else { return [] }
        var parts = [FlowRunEvent.Part(kind: "work-queue", id: queue, name: text(column + 1))]
        if let pool = optionalID(column + 2) {
            parts.append(
                FlowRunEvent.Part(kind: "work-pool", id: pool, name: text(column + 3), type: text(column + 4)))
        }
        return parts
    }
}
