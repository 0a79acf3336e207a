import Core
import JSON

/// The body of `POST /api/deployments/`.
struct DeploymentCreateBody: Sendable {
    var deployment: NewDeployment
    let common: DeploymentCommonBody

    static func kind(_ schedules: ScheduleReading) -> Kind<DeploymentCreateBody> {
        .object(fallback: DeploymentCreateBody(schedules)) { DeploymentCreateBody(from: &$0, schedules) }
    }

    private init(_ schedules: ScheduleReading) {
        var reader = BodyReader(JSONObject(), at: [])
        self.init(from: &reader, schedules)
    }

    private init(from reader: inout BodyReader, _ schedules: ScheduleReading) {
        DeploymentCommonBody.refuseTwoLimits(&reader)
        let name = reader.required("name", .nameOrEmpty)
        let flow = reader.required("flow_id", .id)
        var deployment = NewDeployment(id: .none, flowID: flow, name: name)
        deployment.change.paused = reader.present("paused", .boolean)
        // The real server drops this member here, though not where a schedule is made on its own.
        deployment.schedules = reader.optional("schedules", .list(of: schedules.new), default: []).map {
            var new = $0
            new.maxScheduledRuns = nil
            return new
        }
        let common = DeploymentCommonBody(from: &reader, &deployment.change)
        deployment.change.enforcesParameterSchema = reader.present("enforce_parameter_schema", .boolean)
        deployment.change.parameters = reader.optional("parameters", .dictionary, default: JSONObject())
        deployment.labels = reader.optional("labels", .labels) ?? JSONObject()
        deployment.change.jobVariables = reader.present("job_variables", .dictionary)
        self.deployment = deployment
        self.common = common
    }

    /// What the real server writes into a body that lacks it, visible where it answers what it read.
    static let standard = JSONObject([.init(key: "parameters", value: [:])])
}

/// The body of `PATCH /api/deployments/{id}`.
struct DeploymentUpdateBody: Sendable {
    var change: DeploymentChange
    let common: DeploymentCommonBody
    /// nil when the request says nothing of schedules.
    let schedules: [ScheduleRevision]?
    /// A member is null that the database keeps filled.
    let emptiesWhatMustBe: Bool

    static func kind(_ schedules: ScheduleReading) -> Kind<DeploymentUpdateBody> {
        .object(fallback: DeploymentUpdateBody(schedules)) { DeploymentUpdateBody(from: &$0, schedules) }
    }

    private init(_ schedules: ScheduleReading) {
        var reader = BodyReader(JSONObject(), at: [])
        self.init(from: &reader, schedules)
    }

    private init(from reader: inout BodyReader, _ schedules: ScheduleReading) {
        DeploymentCommonBody.refuseTwoLimits(&reader)
        var change = DeploymentChange()
        change.paused = reader.present("paused", .boolean)
        self.schedules = reader.present("schedules", .list(of: schedules.revision))
        common = DeploymentCommonBody(from: &reader, &change)
        let parameters = reader.field("parameters", .dictionary)
        let enforces = reader.field("enforce_parameter_schema", .boolean)
        change.parameters = parameters.value
        change.enforcesParameterSchema = enforces.value
        change.jobVariables = reader.optional("job_variables", .dictionary)
        emptiesWhatMustBe = parameters.isNull || enforces.isNull
        self.change = change
    }
}

/// The members that the bodies of both have, and what is only checked.
struct DeploymentCommonBody: Sendable {
    let workPoolName: String?
    let storageDocumentID: ID?
    let infrastructureDocumentID: ID?

    init(from reader: inout BodyReader, _ change: inout DeploymentChange) {
        if case let limit = reader.field("concurrency_limit", .integer(above: 0)), limit.isPresent {
            change.concurrencyLimit = .init(slots: limit.value, id: .none)
        }
        change.concurrencyOptions = reader.field("concurrency_options", .object(ConcurrencyOptionsBody.self))
            .change { $0.stored }
        change.globalConcurrencyLimitID = reader.field("global_concurrency_limit_id", .id).change
        change.parameterSchema = reader.field("parameter_openapi_schema", .dictionary).change
        change.tags = reader.present("tags", .strings)
        change.pullSteps = reader.field("pull_steps", .list(of: .dictionary)).change { .array($0.map(JSONValue.object)) }
        change.workQueueName = reader.field("work_queue_name", .string).change
        let pool = reader.field("work_pool_name", .string)
        workPoolName = pool.value
        storageDocumentID = reader.optional("storage_document_id", .id)
        infrastructureDocumentID = reader.optional("infrastructure_document_id", .id)
        change.description = reader.field("description", .string).change
        change.path = reader.field("path", .string).change
        change.version = reader.field("version", .string).change
        change.entrypoint = reader.field("entrypoint", .string).change
        _ = reader.optional("version_info", .object(VersionInfoBody.self))
        for name in ["worker_pool_queue_id", "worker_pool_name", "worker_pool_queue_name", "work_pool_queue_name"] {
            reader.ignore(name)
        }
    }

    /// A limit of one's own and a shared one exclude each other.
    static func refuseTwoLimits(_ reader: inout BodyReader) {
        guard reader.says("concurrency_limit"), reader.says("global_concurrency_limit_id") else { return }
        reader.problem(
            "value_error",
            "Value error, A deployment cannot have both a concurrency limit and a global concurrency limit.",
            context: JSONObject([.init(key: "error", value: [:])]))
    }

    /// Refuses what names something that is not there.
    func check(_ verb: String) throws {
        if let workPoolName { throw Failure.notFound("Work pool \"\(workPoolName)\" not found.") }
    }
}

/// What to do with runs beyond the limit.
private struct ConcurrencyOptionsBody: Body {
    let stored: JSONObject

    private enum Strategy: String, CaseIterable { case enqueue = "ENQUEUE", cancelNew = "CANCEL_NEW" }

    init(from reader: inout BodyReader) {
        let strategy = reader.required("collision_strategy", .choice(Strategy.enqueue))
        let grace = reader.optional("grace_period_seconds", .gracePeriod)
        stored = [
            "collision_strategy": .string(strategy.rawValue), "grace_period_seconds": grace.map(JSONValue.int) ?? .null,
        ]
    }

    static var ignoresUnknownMembers: Bool { true }
}

/// What a client says of the version that it deploys. It is checked, and kept nowhere, as on the real server.
private struct VersionInfoBody: Body {
    init(from reader: inout BodyReader) {
        _ = reader.required("type", .string)
        _ = reader.required("version", .string)
    }

    static var ignoresUnknownMembers: Bool { true }
}

extension Kind where Value == Int64 {
    /// 60 seconds to a day.
    fileprivate static var gracePeriod: Kind {
        integer(atLeast: 60).map(fallback: 60) { value, json, location, problems in
            guard value <= 86400 else {
                return problems.note(
                    "less_than_equal", "Input should be less than or equal to 86400", json, at: location,
                    context: JSONObject([.init(key: "le", value: 86400)]))
            }
            return value
        }
    }
}
