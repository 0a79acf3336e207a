public import JSON

/// What can be asked about deployments.
public protocol DeploymentReading {
    /// Writes a deployment as an object. False, with nothing written, when there is none.
    func writeDeployment(_ id: ID, _ dialect: WireDialect, into writer: inout JSONWriter) throws -> Bool
    func writeDeployment(
        named name: String, ofFlowNamed flow: String, _ dialect: WireDialect, into writer: inout JSONWriter
    ) throws -> Bool
    /// Writes the deployments of a page one after another.
    func writeDeployments(
        _ query: RunQuery, sort: DeploymentSort, page: Page, _ dialect: WireDialect, into writer: inout JSONWriter
    ) throws
    func countDeployments(_ query: RunQuery) throws -> Int
    /// The first deployments by name that a query finds.
    func deployments(_ query: RunQuery, limit: Int) throws -> [ID]
    /// What the rules need to know of a deployment; nil when there is none.
    func deployment(_ id: ID) throws -> DeploymentFacts?
    /// Writes a deployment's schedules one after another, the last changed first.
    func writeSchedules(ofDeployment id: ID, _ dialect: WireDialect, into writer: inout JSONWriter) throws
    /// Writes schedules one after another, in the order of their ids.
    func writeSchedules(_ ids: [ID], _ dialect: WireDialect, into writer: inout JSONWriter) throws
    /// The slugs of a deployment's schedules, nil for each without one.
    func scheduleSlugs(ofDeployment id: ID) throws -> [String?]
    func concurrencyLimitExists(_ id: ID) throws -> Bool

    /// Writes the runs of deployments that are scheduled, up to a moment if one is given, the earliest first.
    func writeScheduledFlowRuns(
        ofDeployments ids: [ID], before: Timestamp?, limit: Int, at now: Timestamp, into writer: inout JSONWriter)
        throws
}

/// What can be changed about deployments. Every change has the scheduler look at the deployment again.
public protocol DeploymentWriting {
    /// Makes a deployment, or changes the one of that name. Its coming scheduled runs go if that changes it.
    func upsertDeployment(_ deployment: NewDeployment, at now: Timestamp) throws -> (id: ID, isNew: Bool)
    /// Changes what is given. Coming scheduled runs go if that changes the deployment. False when there is no such deployment.
    func updateDeployment(_ id: ID, _ change: DeploymentChange, at now: Timestamp) throws -> Bool
    /// Deletes a deployment with its schedules and the runs that have not begun. False when there is none.
    func deleteDeployment(_ id: ID, at now: Timestamp) throws -> Bool
    /// Pausing deletes the runs that its schedules made and that have not begun. False when there is no such deployment.
    func setDeploymentPaused(_ id: ID, _ paused: Bool, at now: Timestamp) throws -> Bool
    func addSchedules(_ schedules: [NewSchedule], toDeployment id: ID, at now: Timestamp) throws
    /// Changes a deployment's schedules as a client asked.
    func reviseSchedules(ofDeployment id: ID, _ revisions: ScheduleRevisions, at now: Timestamp) throws
    /// Changes what is given and deletes the schedule's coming runs if it would make others now. False when the deployment has
    /// no such schedule.
    func updateSchedule(
        _ id: ID, ofDeployment deployment: ID, _ change: ScheduleChange, at now: Timestamp
    ) throws -> Bool
    /// Switches a schedule on, or off, which deletes its coming runs. False when the deployment has no such schedule.
    func setScheduleActive(_ id: ID, ofDeployment deployment: ID, _ active: Bool, at now: Timestamp) throws -> Bool
    /// Deletes a schedule and its runs that have not begun. False when the deployment has no such schedule.
    func deleteSchedule(_ id: ID, ofDeployment deployment: ID, at now: Timestamp) throws -> Bool
}

/// What the rules need to know of a deployment.
public struct DeploymentFacts: Sendable, Equatable {
    public var id: ID
    public var flowID: ID
    public var version: String?
    public var parameters: JSONObject
    public var tags: [String]
    public var workQueueName: String?
    public var workQueueID: ID?
    /// The pool of its queue.
    public var workPoolID: ID?
    public var jobVariables: JSONObject
    public var infrastructureDocumentID: ID?
    public var enforcesParameterSchema: Bool
    /// What parameters must match; nil when there is none.
    public var parameterSchema: JSONObject?

    public init(
        id: ID, flowID: ID, version: String? = nil, parameters: JSONObject = JSONObject(), tags: [String] = [],
        workQueueName: String? = nil, workQueueID: ID? = nil, workPoolID: ID? = nil,
        jobVariables: JSONObject = JSONObject(), infrastructureDocumentID: ID? = nil,
        enforcesParameterSchema: Bool = true, parameterSchema: JSONObject? = JSONObject()
    ) {
        self.id = id
        self.flowID = flowID
        self.version = version
        self.parameters = parameters
        self.tags = tags
        self.workQueueName = workQueueName
        self.workQueueID = workQueueID
        self.workPoolID = workPoolID
        self.jobVariables = jobVariables
        self.infrastructureDocumentID = infrastructureDocumentID
        self.enforcesParameterSchema = enforcesParameterSchema
        self.parameterSchema = parameterSchema
    }
}
