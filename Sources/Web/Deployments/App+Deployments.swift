import Core
import JSON

extension App {
    /// `POST /api/deployments/`: 201 for a new deployment, 200 for one that was there and is changed.
    func createDeployment(_ call: Call) throws -> Response {
        let (now, client) = (call.request.now, call.client)
        try call.refuseMismatchedParameters()
        let kind = DeploymentCreateBody.kind(ScheduleReading(now: now, zones: zones, client: client))
        let body = try call.body(kind, filling: try call.standardOfDeployment())
        var named = body.deployment
        if try call.parsedBody()?["parameters"] == nil { named.change.parameters = nil }
        named.name(effects, at: now)
        return try storage.write { [named] tx in
            var deployment = named
            if let pool = try body.places.pool(in: tx) {
                try tx.jobVariables(of: pool.baseJobTemplate).checkDeployment(
                    deployment.change.jobVariables ?? JSONObject())
            }
            try tx.checkSharedLimit(deployment.change)
            deployment.change.workQueueID = try body.places.move(effects, at: now, in: tx)
            try tx.checkDocuments(of: deployment.change)
            let (id, isNew) = try tx.upsertDeployment(deployment, at: now)
            return try .found(isNew ? .created : .ok, "Deployment not found") {
                try tx.writeDeployment(id, client.dialect, into: &$0)
            }
        }
    }

    /// `GET /api/deployments/{id}`
    func readDeployment(_ call: Call) throws -> Response {
        let (id, client) = (try call.id(), call.client)
        return try storage.read { tx in
            try .found(.ok, "Deployment not found") { try tx.writeDeployment(id, client.dialect, into: &$0) }
        }
    }

    /// `GET /api/deployments/name/{flow_name}/{deployment_name}`
    func readDeploymentByName(_ call: Call) throws -> Response {
        let (flow, name, client) = (try call.text("flow_name"), try call.text("deployment_name"), call.client)
        return try storage.read { tx in
            try .found(.ok, "Deployment not found") {
                try tx.writeDeployment(named: name, ofFlowNamed: flow, client.dialect, into: &$0)
            }
        }
    }

    /// `PATCH /api/deployments/{id}`
    func updateDeployment(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        let reading = ScheduleReading(now: now, zones: zones, client: call.client)
        let body = try call.body(DeploymentUpdateBody.kind(reading))
        let schedules = body.schedules.map { named($0, at: now) }
        var change = body.change
        change.name(effects, at: now)
        try storage.write { [change] tx in
            guard let facts = try tx.deployment(id) else { throw Failure.notFound("Deployment not found.") }
            let revisions = try schedules.map {
                try ScheduleRevisions($0, existing: try tx.scheduleSlugs(ofDeployment: id))
            }
            var change = try body.checked(change, of: facts, in: tx)
            guard try tx.missingDocument(of: change) == nil else { throw Failure.conflict(Failure.integrityConflict) }
            try tx.checkSharedLimit(change)
            change.workQueueID = try body.places.move(from: facts.workQueueID, effects, at: now, in: tx)
            _ = try tx.updateDeployment(id, change, at: now)
            if let revisions { try tx.reviseSchedules(ofDeployment: id, revisions, at: now) }
        }
        return .noContent
    }

    /// `DELETE /api/deployments/{id}`
    func deleteDeployment(_ call: Call) throws -> Response {
        let id = try call.id()
        try storage.change(or: .notFound("Deployment not found")) { try $0.deleteDeployment(id, at: call.request.now) }
        return .noContent
    }

    /// `POST /api/deployments/bulk_delete`
    func deleteDeployments(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(DeploymentBulkDeleteBody.self)
        let deleted = try storage.write { tx in
            let ids = try tx.deployments(body.query, limit: body.limit)
            for id in ids { _ = try tx.deleteDeployment(id, at: call.request.now) }
            return ids
        }
        return .json { $0.value(["deleted": .array(deleted.map { .string($0.description) })]) }
    }

    /// `POST /api/deployments/{id}/resume_deployment`
    func resumeDeployment(_ call: Call) throws -> Response { try setPaused(false, call) }

    /// `POST /api/deployments/{id}/pause_deployment`
    func pauseDeployment(_ call: Call) throws -> Response { try setPaused(true, call) }

    private func setPaused(_ paused: Bool, _ call: Call) throws -> Response {
        let id = try call.id()
        let found = try storage.write { try $0.setDeploymentPaused(id, paused, at: call.request.now) }
        guard found else { throw Failure.notFound("Deployment not found") }
        return .json { $0.null() }
    }

    /// `GET /api/deployments/{id}/work_queue_check`: the queues whose filters let the deployment in.
    func checkWorkQueues(_ call: Call) throws -> Response {
        let id = try call.id()
        return try storage.read { tx in
            guard let deployment = try tx.deployment(id) else { throw Failure.notFound("Deployment not found") }
            return try .list { try tx.writeWorkQueues(taking: id, tags: deployment.tags, into: &$0) }
        }
    }
}

extension NewDeployment {
    /// Gives the deployment and what comes with it their ids.
    fileprivate mutating func name(_ effects: Effects, at now: Timestamp) {
        id = effects.newID(at: now)
        change.name(effects, at: now)
        guard let count = schedules?.count else { return }
        for (place, id) in effects.newIDs(count, at: now).enumerated() { schedules?[place].id = id }
    }
}

extension DeploymentChange {
    /// Gives what may have to be made its ids.
    fileprivate mutating func name(_ effects: Effects, at now: Timestamp) {
        concurrencyLimit?.id = effects.newID(at: now)
        singleSchedule?.id = effects.newID(at: now)
    }
}

extension DeploymentReading {
    /// Refuses a shared limit that is not there.
    fileprivate func checkSharedLimit(_ change: DeploymentChange) throws {
        guard case .some(.some(let id)) = change.globalConcurrencyLimitID else { return }
        guard try concurrencyLimitExists(id) else { throw Failure.notFound("Concurrency limit not found") }
    }
}

extension DeploymentUpdateBody {
    /// The change with its parameters worked out. Refuses what the deployment as it stands cannot take.
    fileprivate func checked(
        _ change: DeploymentChange, of deployment: DeploymentFacts, in tx: any Reading
    ) throws -> DeploymentChange {
        if let pool = try places.pool(in: tx), let variables = change.jobVariables {
            try tx.jobVariables(of: pool.baseJobTemplate).checkChange(variables)
        }
        var change = change
        change.parameters = try change.parameters.map { try ParameterHydration(tx).hydrate($0, for: "deployment") }
        try change.checkParameters(of: deployment)
        guard !emptiesWhatMustBe else { throw Failure.conflict(Failure.integrityConflict) }
        return change
    }
}

extension DeploymentChange {
    /// The parameters that the deployment will have must match the schema that it will have, if that is asked for.
    fileprivate func checkParameters(of deployment: DeploymentFacts) throws(Failure) {
        guard enforcesParameterSchema ?? deployment.enforcesParameterSchema else { return }
        // null leaves the stored one to count, as on the real server.
        let schema = parameterSchema.flatMap { $0 } ?? deployment.parameterSchema
        let parameters = parameters ?? deployment.parameters
        try ParameterRefusal.update.check(schema) { schema throws(ParameterSchema.Problem) in
            try schema.checkDefaults(parameters)
        }
    }
}

/// The body of `POST /api/deployments/bulk_delete`.
struct DeploymentBulkDeleteBody: Body {
    let query: RunQuery
    let limit: Int

    init(from reader: inout BodyReader) {
        var query = RunQuery()
        query.deployments = reader.optional("deployments", .object(DeploymentFilterBody.self))?.filter
        self.query = query
        limit = Int(reader.optional("limit", Kind<Int64>.integer(atLeast: 1).atMost(50), default: 50))
    }
}
