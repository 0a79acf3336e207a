public import JSON

/// What a client says of a deployment that is to be there.
public struct NewDeployment: Sendable {
    public var id: ID
    public var flowID: ID
    public var name: String
    /// Laid over those of the flow; an existing deployment's labels are replaced.
    public var labels: JSONObject
    public var schedules: [NewSchedule]
    /// Everything else. What is not said stays as it is on a deployment that exists already.
    public var change: DeploymentChange

    public init(
        id: ID, flowID: ID, name: String, labels: JSONObject = JSONObject(), schedules: [NewSchedule] = [],
        change: DeploymentChange = DeploymentChange()
    ) {
        self.id = id
        self.flowID = flowID
        self.name = name
        self.labels = labels
        self.schedules = schedules
        self.change = change
    }
}

/// A change to a deployment; nil leaves a member as it is, an inner nil makes it null.
public struct DeploymentChange: Sendable {
    public var version: String??
    public var description: String??
    public var paused: Bool?
    public var concurrencyLimit: LimitChange?
    public var concurrencyOptions: JSONObject??
    /// A limit that exists already and is shared.
    public var globalConcurrencyLimitID: ID??
    public var enforcesParameterSchema: Bool?
    public var parameterSchema: JSONObject??
    public var parameters: JSONObject?
    public var jobVariables: JSONObject?
    public var tags: [String]?
    public var pullSteps: JSONValue??
    public var workQueueName: String??
    public var path: String??
    public var entrypoint: String??
    public var storageDocumentID: ID??
    public var infrastructureDocumentID: ID??

    public init() {}

    /// A limit of the deployment's own, or none.
    public struct LimitChange: Sendable {
        public var slots: Int64?
        /// Names the limit if it has to be made.
        public var id: ID

        public init(slots: Int64?, id: ID) {
            self.slots = slots
            self.id = id
        }
    }
}

/// A schedule that a deployment is to get.
public struct NewSchedule: Sendable, Equatable {
    public var id: ID
    public var schedule: Schedule
    public var active: Bool
    public var maxScheduledRuns: Int64?
    /// Laid over the deployment's parameters in the runs of this schedule.
    public var parameters: JSONObject
    /// Names the schedule within its deployment.
    public var slug: String?

    public init(
        id: ID, schedule: Schedule, active: Bool = true, maxScheduledRuns: Int64? = nil,
        parameters: JSONObject = JSONObject(), slug: String? = nil
    ) {
        self.id = id
        self.schedule = schedule
        self.active = active
        self.maxScheduledRuns = maxScheduledRuns
        self.parameters = parameters
        self.slug = slug
    }
}

/// A change to a schedule; nil leaves a member as it is.
public struct ScheduleChange: Sendable, Equatable {
    public var schedule: Schedule?
    public var active: Bool?
    public var maxScheduledRuns: Int64?
    public var parameters: JSONObject?
    public var slug: String?

    public init() {}
}
