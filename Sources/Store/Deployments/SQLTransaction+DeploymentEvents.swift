import Core
import JSON

extension SQLTransaction {
    /// The members of a deployment whose changes are told, with the names that events use.
    private static let told: [(name: String, column: String)] = [
        ("description", "description"), ("tags", "tags"), ("parameters", "parameters"),
        ("parameter_openapi_schema", "parameter_openapi_schema"),
        ("enforce_parameter_schema", "enforce_parameter_schema"), ("entrypoint", "entrypoint"), ("path", "path"),
        ("pull_steps", "pull_steps"), ("work_queue_id", "work_queue_id"), ("infra_overrides", "job_variables"),
        ("paused", "paused"), ("labels", "labels"),
        ("version", "version"), ("concurrency_limit_id", "concurrency_limit_id"),
        ("concurrency_options", "concurrency_options"),
    ]

    /// How the members that events tell of stand; nil when there is no such deployment.
    func toldMembers(ofDeployment id: ID) throws -> JSONObject? {
        let columns = SQLTransaction.told.map { SQL(name: $0.column) }
        return try connection.first("SELECT \(columns, joined: ", ") FROM deployment WHERE id = \(id)") { row in
            var members = JSONObject()
            for (place, member) in SQLTransaction.told.enumerated() {
                members[member.name] = try row.told(member.column, Int32(place))
            }
            return members
        }
    }

    /// Tells of a deployment that was changed, if something changed that is told.
    func tellChanges(ofDeployment id: ID, since before: JSONObject, at now: Timestamp) throws {
        guard let after = try toldMembers(ofDeployment: id) else { return }
        var changes = JSONObject()
        for member in after.members where before[member.key] != member.value {
            changes[member.key] = ["from": before[member.key] ?? .null, "to": member.value]
        }
        if !changes.isEmpty { try tell(.updated, ofDeployment: id, changes: changes, at: now) }
    }

    /// Keeps an event of a deployment that is there.
    func tell(
        _ kind: DeploymentEvent.Kind, ofDeployment id: ID, changes: JSONObject = [:], at now: Timestamp
    ) throws {
        let found = try connection.first(
            """
            SELECT deployment.name, flow.id, flow.name, workQueue.id, workQueue.name, workPool.id, workPool.name,
                workPool.type, deployment.storage_document_id, deployment.infrastructure_document_id,
                deployment.concurrency_limit_id
            FROM deployment JOIN flow ON flow.id = deployment.flow_id
            \(SQL.workQueue(of: "deployment"))
            LEFT JOIN work_pool AS workPool ON workPool.id = workQueue.work_pool_id
            WHERE deployment.id = \(id)
            """
        ) { row in
            var subject = DeploymentEvent.Subject(
                id: id, name: row.text(0), flow: ObjectName(id: try row.id(1), name: row.text(2)))
            subject.queue = row.optionalID(3).map { ObjectName(id: $0, name: row.text(4)) }
            subject.pool = row.optionalID(5).map { ObjectName(id: $0, name: row.text(6)) }
            subject.poolType = row.optionalText(7)
            subject.storageDocumentID = row.optionalID(8)
            subject.infrastructureDocumentID = row.optionalID(9)
            subject.concurrencyLimitID = row.optionalID(10)
            return subject
        }
        guard let found else { return }
        try insertEvent(DeploymentEvent.event(kind, of: found, changes: changes, at: now))
    }
}

extension Row {
    /// The value of a column as events show it.
    fileprivate func told(_ column: String, _ place: Int32) throws -> JSONValue {
        switch column {
        case _ where isNull(place): .null
        case "paused", "enforce_parameter_schema": .bool(bool(place))
        case "concurrency_limit_id", "work_queue_id": .string(try id(place).description)
        case "description", "entrypoint", "path", "version": .string(text(place))
        default: try json(place)
        }
    }
}
