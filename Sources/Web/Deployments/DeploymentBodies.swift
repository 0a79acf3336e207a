import Core
import JSON

/// The body of `POST /api/deployments/`.
struct DeploymentCreateBody: Sendable {
    let deployment: NewDeployment
    let places: DeploymentPlaces

    static func kind(_ schedules: ScheduleReading) -> Kind<DeploymentCreateBody> {
        .object(named: "DeploymentCreate") {
            DeploymentCreateBody(from: &$0, schedules)
        }
    }

    private init(from reader: inout BodyReader, _ schedules: ScheduleReading) {
        reader.refuseTwoLimits()
        let name = reader.required("name", .nameOrEmpty)
        var deployment = NewDeployment(id: .none, flowID: reader.required("flow_id", .id), name: name)
        var change = DeploymentChange()
        change.paused = reader.present("paused", .boolean)
        deployment.schedules = reader.present("schedules", .list(of: schedules.new))
        reader.limits(into: &change)
        change.enforcesParameterSchema = reader.present("enforce_parameter_schema", .boolean)
        change.parameterSchema = reader.field("parameter_openapi_schema", .parameterSchema).nested
        change.parameters = reader.optional("parameters", .parameters, default: JSONObject())
        change.tags = reader.present("tags", .strings)
        deployment.labels = reader.optional("labels", .labels)
        change.pullSteps = reader.field("pull_steps", .steps).nested
        change.workQueueName = reader.field("work_queue_name", .string).nested
        // Without a pool a deployment that is there stays where it is, also when the pool is null.
        let pool = reader.optional("work_pool_name", .string).map(Field.value) ?? .absent
        let places = DeploymentPlaces(
            workPoolName: pool, workQueueName: change.workQueueName.flatMap { $0 }, client: schedules.client)
        reader.documents(into: &change)
        change.description = reader.field("description", .string).nested
        change.path = reader.field("path", .string).nested
        change.version = reader.field("version", .string).nested
        change.entrypoint = reader.field("entrypoint", .string).nested
        change.jobVariables = reader.present("job_variables", .dictionary)
        reader.passOverOldMembers()
        // The real server drops this member here, though not where a schedule is made on its own.
        for place in (deployment.schedules ?? []).indices { deployment.schedules?[place].maxScheduledRuns = nil }
        if schedules.client.isPrefect2 {
            deployment.enforcesParameterSchema = false
            let old = Prefect2DeploymentMembers(from: &reader, schedules)
            if old.apply(to: &change, schedulesSent: deployment.schedules?.count) { deployment.schedules = nil }
        }
        deployment.change = change
        self.deployment = deployment
        self.places = places
    }
}

/// The body of `PATCH /api/deployments/{id}`.
struct DeploymentUpdateBody: Sendable {
    let change: DeploymentChange
    let places: DeploymentPlaces
    /// nil when the request says nothing of schedules, or speaks of the one that its client knows.
    private(set) var schedules: [ScheduleRevision]?
    /// A member is null that every deployment has.
    let emptiesWhatMustBe: Bool

    static func kind(_ schedules: ScheduleReading) -> Kind<DeploymentUpdateBody> {
        .object(named: "DeploymentUpdate") {
            DeploymentUpdateBody(from: &$0, schedules)
        }
    }

    private init(from reader: inout BodyReader, _ schedules: ScheduleReading) {
        reader.refuseTwoLimits()
        var change = DeploymentChange()
        change.version = reader.field("version", .string).nested
        change.description = reader.field("description", .string).nested
        change.paused = reader.present("paused", .boolean)
        self.schedules = reader.present("schedules", .list(of: schedules.revision))
        reader.limits(into: &change)
        let parameters = reader.field("parameters", .parameters)
        change.parameters = parameters.value
        change.parameterSchema = reader.field("parameter_openapi_schema", .parameterSchema).nested
        change.tags = reader.present("tags", .strings)
        change.workQueueName = reader.field("work_queue_name", .string).nested
        let pool = reader.field("work_pool_name", .string)
        change.path = reader.field("path", .string).nested
        change.jobVariables = reader.optional("job_variables", .dictionary)
        change.pullSteps = reader.field("pull_steps", .steps).nested
        change.entrypoint = reader.field("entrypoint", .string).nested
        let places = DeploymentPlaces(
            workPoolName: pool, workQueueName: change.workQueueName.flatMap { $0 }, client: schedules.client)
        reader.documents(into: &change)
        let enforces = reader.field("enforce_parameter_schema", .boolean)
        change.enforcesParameterSchema = enforces.value
        reader.passOverOldMembers()
        if schedules.client.isPrefect2 {
            let old = Prefect2DeploymentMembers(from: &reader, schedules)
            if old.apply(to: &change, schedulesSent: self.schedules?.count) { self.schedules = nil }
        }
        emptiesWhatMustBe = parameters.isNull || enforces.isNull
        self.change = change
        self.places = places
    }
}
