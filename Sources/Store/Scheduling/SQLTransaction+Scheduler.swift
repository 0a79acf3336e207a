public import Core
import JSON

extension SQLTransaction: SchedulerWriting {
    public func dueSchedules(at now: Timestamp, limit: Int) throws -> [DueSchedule] {
        try connection.rows(
            """
            \(SQL.dueSchedules) WHERE schedule.active AND schedule.next_look <= \(now)
            ORDER BY schedule.next_look LIMIT \(limit)
            """, DueSchedule.init(row:))
    }

    public func activeSchedules(ofDeployment id: ID) throws -> [DueSchedule] {
        try connection.rows(
            "\(SQL.dueSchedules) WHERE schedule.active AND schedule.deployment_id = \(id)", DueSchedule.init(row:))
    }

    public func setNextLook(_ moment: Timestamp, ofSchedule id: ID) throws {
        try connection.run("UPDATE deployment_schedule SET next_look = \(moment) WHERE id = \(id)")
    }

    public func insertScheduledRun(
        _ run: ScheduledRun, _ template: ScheduledRunTemplate, at now: Timestamp
    ) throws -> Bool {
        let inserted =
            try connection.run(
                """
                INSERT INTO flow_run (id, created, updated, name, flow_id, deployment_id, deployment_version,
                    work_queue_name, work_queue_id, parameters, idempotency_key, tags, labels, expected_start_time,
                    next_scheduled_start_time, auto_scheduled, infrastructure_document_id, job_variables, created_by,
                    state_id, state_type, state_name, state_timestamp)
                VALUES (\(run.id), \(now), \(now), \(run.name), \(template.flowID), \(template.deploymentID),
                    \(template.deploymentVersion), \(template.workQueueName), \(template.workQueueID), \(template.parameters),
                    \(template.idempotencyKey(slot: run.slot)), \(JSONValue(template.tags)), \(template.labels), \(run.slot),
                    \(run.slot), TRUE, \(template.infrastructureDocumentID), '{}', \(template.createdBy),
                    \(run.stateID), 'SCHEDULED', 'Scheduled', \(now))
                ON CONFLICT (flow_id, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING
                """) > 0
        guard inserted else { return false }
        // The real server leaves the run out of the first state of such runs.
        let details: JSONValue = ["flow_run_id": nil, "scheduled_time": .string(run.slot.description)]
        try connection.run(
            """
            INSERT INTO flow_run_state (id, flow_run_id, timestamp, type, name, message, details)
            VALUES (\(run.stateID), \(run.id), \(now), 'SCHEDULED', 'Scheduled', 'Flow run scheduled', \(details))
            """)
        try insertTags(template.tags, ofFlowRun: run.id)
        return true
    }
}

extension SQLTransaction: SchedulerReading {
    public func hasDueSchedules(at now: Timestamp) throws -> Bool {
        try connection.exists("SELECT 1 FROM deployment_schedule WHERE active AND next_look <= \(now)")
    }
}

extension SQL {
    /// What ``DueSchedule`` takes from the deployment.
    fileprivate static let templateColumns: [SQL] = [
        "deployment.paused", "deployment.parameters", "deployment.version", "deployment.labels", "deployment.tags",
        "deployment.work_queue_name", "deployment.infrastructure_document_id", "deployment.work_queue_id",
    ]

    /// The columns of ``DueSchedule``.
    fileprivate static let dueSchedules: SQL = """
        SELECT schedule.id, schedule.deployment_id, deployment.flow_id, schedule.schedule, schedule.slug,
            schedule.parameters, schedule.next_look, \(templateColumns, joined: ", ")
        FROM deployment_schedule AS schedule JOIN deployment ON deployment.id = schedule.deployment_id
        """
}

extension DueSchedule {
    fileprivate init(row: borrowing Row) throws {
        self.init(
            id: try row.id(0), deploymentID: try row.id(1), flowID: try row.id(2), schedule: try row.json(3),
            slug: row.optionalText(4), parameters: try row.json(5).object ?? JSONObject(), nextLook: row.time(6),
            isPaused: row.bool(7), deploymentParameters: try row.json(8).object ?? JSONObject(),
            deploymentVersion: row.optionalText(9), deploymentLabels: try row.json(10).object ?? JSONObject(),
            tags: try row.json(11).array?.compactMap(\.string) ?? [], workQueueName: row.optionalText(12),
            workQueueID: row.optionalID(14), infrastructureDocumentID: row.optionalID(13))
    }
}
