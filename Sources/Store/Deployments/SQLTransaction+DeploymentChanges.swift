public import Core
import JSON

extension SQLTransaction: DeploymentWriting {
    public func upsertDeployment(_ deployment: NewDeployment, at now: Timestamp) throws -> (id: ID, isNew: Bool) {
        let existing = try connection.first(
            "SELECT id FROM deployment WHERE flow_id = \(deployment.flowID) AND name = \(deployment.name)"
        ) { try $0.id(0) }
        let id = existing ?? deployment.id
        let before = try existing.flatMap { try toldMembers(ofDeployment: $0) }
        let labels = try labels(ofDeployment: deployment)
        if existing == nil {
            try connection.run(
                """
                INSERT INTO deployment (id, created, updated, flow_id, name, labels, pull_steps, parameter_openapi_schema)
                VALUES (\(id), \(now), \(now), \(deployment.flowID), \(deployment.name), \(labels), '[]', '{}')
                """)
        } else {
            try connection.run("UPDATE deployment SET labels = \(labels) WHERE id = \(id)")
        }
        try apply(deployment.change, toDeployment: id, at: now)
        try delete(.automaticAndComing, ofDeployment: id, at: now)
        try connection.run("DELETE FROM deployment_schedule WHERE deployment_id = \(id)")
        try addSchedules(deployment.schedules, toDeployment: id, at: now)
        if let before {
            try tellChanges(ofDeployment: id, since: before, at: now)
        } else {
            try tell(.created, ofDeployment: id, at: now)
        }
        return (id, existing == nil)
    }

    public func updateDeployment(_ id: ID, _ change: DeploymentChange, at now: Timestamp) throws -> Bool {
        guard let before = try toldMembers(ofDeployment: id) else { return false }
        try apply(change, toDeployment: id, at: now)
        try tellChanges(ofDeployment: id, since: before, at: now)
        try delete(.automaticAndComing, ofDeployment: id, at: now)
        try askScheduler(toLookAtDeployment: id)
        return true
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
        let found =
            try connection.run("UPDATE deployment SET paused = \(paused), updated = \(now) WHERE id = \(id)") > 0
        if paused { try delete(.automatic, ofDeployment: id, at: now) }
        try askScheduler(toLookAtDeployment: id)
        return found
    }

    public func markDeploymentsPolled(_ ids: [ID], at now: Timestamp) throws {
        let roused = try connection.rows(
            "SELECT id FROM deployment WHERE status <> 'READY' AND id IN \(SQL.list(ids))"
        ) { try $0.id(0) }
        for id in roused { try tell(.ready, ofDeployment: id, at: now) }
        // `updated` stays: nothing about the deployment has changed.
        try connection.run(
            "UPDATE deployment SET status = 'READY', last_polled = \(now) WHERE id IN \(SQL.list(ids))")
    }

    /// Has the scheduler look at all schedules of a deployment, as soon as this is on disk.
    func askScheduler(toLookAtDeployment id: ID) throws {
        try connection.run("UPDATE deployment_schedule SET next_look = 0 WHERE deployment_id = \(id)")
        touch(.deployments)
    }

    /// The flow's labels and its id, with what the client says laid over them.
    private func labels(ofDeployment deployment: NewDeployment) throws -> JSONObject {
        var labels =
            try connection.first("SELECT labels FROM flow WHERE id = \(deployment.flowID)") { try $0.json(0).object }
            .flatMap { $0 } ?? JSONObject()
        labels["prefect.flow.id"] = .string(deployment.flowID.description)
        return labels.merging(deployment.labels)
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
        if let value = change.path { set.append("path = \(value)") }
        if let value = change.entrypoint { set.append("entrypoint = \(value)") }
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
