public import Core
import JSON

extension SQLTransaction: DeploymentWriting {
    public func upsertDeployment(_ deployment: NewDeployment, at now: Timestamp) throws -> (id: ID, isNew: Bool) {
        let existing = try connection.first(
            "SELECT id FROM deployment WHERE flow_id = \(deployment.flowID) AND name = \(deployment.name)"
        ) { try $0.id(0) }
        guard let existing else {
            let id = try insert(deployment, at: now)
            try tell(.created, ofDeployment: id, at: now)
            return (id, true)
        }
        _ = try change(existing, at: now) {
            if let labels = deployment.labels {
                let labels = try self.labels(ofDeployment: deployment).merging(labels)
                try connection.run("UPDATE deployment SET labels = \(labels) WHERE id = \(existing)")
            }
            try apply(deployment.change, toDeployment: existing, at: now)
        }
        if let schedules = deployment.schedules {
            try reviseSchedules(ofDeployment: existing, .replaceAll(schedules), at: now)
        }
        return (existing, false)
    }

    private func insert(_ deployment: NewDeployment, at now: Timestamp) throws -> ID {
        let labels = try labels(ofDeployment: deployment).merging(deployment.labels ?? JSONObject())
        try connection.run(
            """
            INSERT INTO deployment (id, created, updated, flow_id, name, labels, pull_steps, parameter_openapi_schema,
                enforce_parameter_schema)
            VALUES (\(deployment.id), \(now), \(now), \(deployment.flowID), \(deployment.name), \(labels), '[]', '{}',
                \(deployment.enforcesParameterSchema))
            """)
        try apply(deployment.change, toDeployment: deployment.id, at: now)
        try addSchedules(deployment.schedules ?? [], toDeployment: deployment.id, at: now)
        return deployment.id
    }

    public func updateDeployment(_ id: ID, _ change: DeploymentChange, at now: Timestamp) throws -> Bool {
        try self.change(id, at: now) { try apply(change, toDeployment: id, at: now) }
    }

    /// Changes a deployment, tells of it, and deletes the coming runs that would no longer be what it says. Where nothing
    /// changes, its runs stay. False when there is no such deployment.
    private func change(_ id: ID, at now: Timestamp, _ body: () throws -> Void) throws -> Bool {
        guard let told = try toldMembers(ofDeployment: id) else { return false }
        let before = try content(ofDeployment: id)
        try body()
        try tellChanges(ofDeployment: id, since: told, at: now)
        if try content(ofDeployment: id) != before { try delete(.automaticAndComing, ofDeployment: id, at: now) }
        try askScheduler(toLookAtDeployment: id, at: now)
        return true
    }

    /// All that clients say of a deployment, as one text.
    private func content(ofDeployment id: ID) throws -> String? {
        let columns: [SQL] = [
            "version", "description", "paused", "concurrency_limit", "concurrency_limit_id", "concurrency_options",
            "job_variables", "parameters", "pull_steps", "tags", "labels", "work_queue_name", "work_queue_id", "path",
            "entrypoint", "storage_document_id", "infrastructure_document_id", "parameter_openapi_schema",
            "enforce_parameter_schema", "manifest_path",
        ]
        let quoted = columns.map { column -> SQL in "quote(\(column))" }
        return try connection.first(
            "SELECT \(quoted, joined: " || ' ' || ") FROM deployment WHERE id = \(id)"
        ) { $0.text(0) }
    }

    public func deleteDeployment(_ id: ID, at now: Timestamp) throws -> Bool {
        try tell(.deleted, ofDeployment: id, at: now)
        try delete(.all, ofDeployment: id, at: now)
        // A limit goes with its deployment, also one that was shared: so the real server does.
        try connection.run(
            "DELETE FROM concurrency_limit WHERE id = (SELECT concurrency_limit_id FROM deployment WHERE id = \(id))")
        touch([.deployments, .slots])
        return try connection.run("DELETE FROM deployment WHERE id = \(id)") > 0
    }

    public func setDeploymentPaused(_ id: ID, _ paused: Bool, at now: Timestamp) throws -> Bool {
        if !paused { try startSchedulesAnew(ofPausedDeployment: id, at: now) }
        let found =
            try connection.run("UPDATE deployment SET paused = \(paused), updated = \(now) WHERE id = \(id)") > 0
        if paused { try delete(.automatic, ofDeployment: id, at: now) }
        try askScheduler(toLookAtDeployment: id, at: now)
        return found
    }

    /// Has the scheduler look at all schedules of a deployment, as soon as this is on disk: at what they say from now on.
    func askScheduler(toLookAtDeployment id: ID, at now: Timestamp) throws {
        // A look that is due already reaches further back.
        try connection.run(
            "UPDATE deployment_schedule SET next_look = min(next_look, \(now)) WHERE deployment_id = \(id)")
        touch(.deployments)
    }

    /// What was due while a deployment was paused stays undone.
    private func startSchedulesAnew(ofPausedDeployment id: ID, at now: Timestamp) throws {
        try connection.run(
            """
            UPDATE deployment_schedule SET next_look = \(now)
            WHERE deployment_id = \(id) AND EXISTS (SELECT 1 FROM deployment WHERE id = \(id) AND paused)
            """)
    }

    /// The flow's labels and its id, over which is laid what the client says.
    private func labels(ofDeployment deployment: NewDeployment) throws -> JSONObject {
        var labels =
            try connection.first("SELECT labels FROM flow WHERE id = \(deployment.flowID)") { try $0.json(0).object }
            .flatMap { $0 } ?? JSONObject()
        labels["prefect.flow.id"] = .string(deployment.flowID.description)
        return labels
    }

    /// A deployment whose limit becomes another holds nothing of the former one.
    private func leaveLimit(for new: ID?, ofDeployment id: ID, at now: Timestamp) throws {
        let former = try connection.first("SELECT concurrency_limit_id FROM deployment WHERE id = \(id)") {
            $0.optionalID(0)
        }.flatMap { $0 }
        guard let former, former != new else { return }
        try freeSlots(
            where: """
                limit_id = \(former) AND by_rule
                    AND EXISTS (SELECT 1 FROM flow_run WHERE flow_run.id = holder_id AND deployment_id = \(id))
                """, at: now)
    }

    /// Writes what is given.
    private func apply(_ change: DeploymentChange, toDeployment id: ID, at now: Timestamp) throws {
        var change = change
        if let single = change.singleSchedule {
            let isPaused = try apply(single, toDeployment: id, at: now)
            change.paused = change.paused ?? isPaused
        }
        if change.paused == false { try startSchedulesAnew(ofPausedDeployment: id, at: now) }
        var set: [SQL] = ["updated = \(now)"]
        if let value = change.version { set.append("version = \(value)") }
        if let value = change.description { set.append("description = \(value)") }
        if let value = change.paused { set.append("paused = \(value)") }
        if let value = change.concurrencyOptions { set.append("concurrency_options = \(value)") }
        if let value = change.globalConcurrencyLimitID { set.append("concurrency_limit_id = \(value)") }
        if let value = change.enforcesParameterSchema { set.append("enforce_parameter_schema = \(value)") }
        if let value = change.parameterSchema { set.append("parameter_openapi_schema = \(value)") }
        if let value = change.parameters { set.append("parameters = \(value)") }
        if let value = change.jobVariables { set.append("job_variables = \(value)") }
        if let value = change.tags { set.append("tags = \(JSONValue(value))") }
        if let value = change.pullSteps { set.append("pull_steps = \(value)") }
        if let value = change.workQueueName { set.append("work_queue_name = \(value)") }
        if let value = change.workQueueID { set.append("work_queue_id = \(value)") }
        if let value = change.path { set.append("path = \(value)") }
        if let value = change.entrypoint { set.append("entrypoint = \(value)") }
        if let value = change.storageDocumentID { set.append("storage_document_id = \(value)") }
        if let value = change.infrastructureDocumentID { set.append("infrastructure_document_id = \(value)") }
        if let value = change.manifestPath { set.append("manifest_path = \(value)") }
        if let limit = change.globalConcurrencyLimitID { try leaveLimit(for: limit, ofDeployment: id, at: now) }
        try connection.run("UPDATE deployment SET \(set, joined: ", ") WHERE id = \(id)")
        // There may be room now for runs that wait.
        if change.globalConcurrencyLimitID != nil || change.concurrencyLimit != nil { touch(.slots) }
        if let limit = change.concurrencyLimit { try setLimit(limit, ofDeployment: id, at: now) }
    }

    /// Gives a deployment a limit of its own, changes the one it has, or takes it away.
    private func setLimit(_ limit: DeploymentChange.LimitChange, ofDeployment id: ID, at now: Timestamp) throws {
        try connection.run("UPDATE deployment SET concurrency_limit = \(limit.slots) WHERE id = \(id)")
        let current = try connection.first("SELECT concurrency_limit_id FROM deployment WHERE id = \(id)") {
            $0.optionalID(0)
        }.flatMap { $0 }
        switch (current, limit.slots) {
        case (nil, nil): break
        case (let current?, nil): try connection.run("DELETE FROM concurrency_limit WHERE id = \(current)")
        case (let current?, let slots?):
            try connection.run(
                """
                UPDATE concurrency_limit SET slots = \(slots), updated = \(now)
                WHERE id = \(current) AND slots <> \(slots)
                """)
        case (nil, let slots?):
            try connection.run(
                """
                INSERT INTO concurrency_limit (id, created, updated, name, slots)
                VALUES (\(limit.id), \(now), \(now), \("deployment:\(id)"), \(slots))
                """)
            try connection.run("UPDATE deployment SET concurrency_limit_id = \(limit.id) WHERE id = \(id)")
        }
    }
}
