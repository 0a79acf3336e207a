public import JSON

/// A deployment as a list for people shows it.
public struct DeploymentSummary: Sendable, Equatable {
    public var id: ID
    public var name: String
    public var flow: ObjectName
    public var isPaused: Bool
    public var tags: [String]
    public var workPool: String?
    public var workQueue: String?
    public var schedules: [ScheduleSummary]
    /// When its next run is due.
    public var nextRun: Timestamp?
    public var lastRun: RunMark?

    public init(
        id: ID, name: String, flow: ObjectName, isPaused: Bool, tags: [String], workPool: String?, workQueue: String?,
        schedules: [ScheduleSummary], nextRun: Timestamp?, lastRun: RunMark?
    ) {
        self.id = id
        self.name = name
        self.flow = flow
        self.isPaused = isPaused
        self.tags = tags
        self.workPool = workPool
        self.workQueue = workQueue
        self.schedules = schedules
        self.nextRun = nextRun
        self.lastRun = lastRun
    }
}

/// A schedule of a deployment as pages show it.
public struct ScheduleSummary: Sendable, Equatable {
    public var id: ID
    /// As it was stored.
    public var schedule: JSONValue
    public var isActive: Bool
    public var slug: String?
    /// What its runs get beside the deployment's own parameters.
    public var parameters: JSONObject

    public init(id: ID, schedule: JSONValue, isActive: Bool, slug: String?, parameters: JSONObject) {
        self.id = id
        self.schedule = schedule
        self.isActive = isActive
        self.slug = slug
        self.parameters = parameters
    }
}

/// A deployment as its own page shows it.
public struct DeploymentDetail: Sendable, Equatable {
    public var summary: DeploymentSummary
    public var created: Timestamp
    public var updated: Timestamp
    public var description: String?
    public var version: String?
    public var entrypoint: String?
    public var path: String?
    public var status: String
    public var lastPolled: Timestamp?
    public var concurrencyLimit: Int?
    public var parameters: JSONValue
    /// The JSON schema of the parameters, with the defaults of the flow's signature.
    public var parameterSchema: JSONValue?

    public init(
        summary: DeploymentSummary, created: Timestamp, updated: Timestamp, description: String?, version: String?,
        entrypoint: String?, path: String?, status: String, lastPolled: Timestamp?, concurrencyLimit: Int?,
        parameters: JSONValue, parameterSchema: JSONValue?
    ) {
        self.summary = summary
        self.created = created
        self.updated = updated
        self.description = description
        self.version = version
        self.entrypoint = entrypoint
        self.path = path
        self.status = status
        self.lastPolled = lastPolled
        self.concurrencyLimit = concurrencyLimit
        self.parameters = parameters
        self.parameterSchema = parameterSchema
    }
}
