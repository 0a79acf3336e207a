public import JSON

/// A schedule for which runs are due to be made, with what its deployment gives to them.
public struct DueSchedule: Sendable {
    public var id: ID
    public var deploymentID: ID
    public var flowID: ID
    /// As it is stored.
    public var schedule: JSONValue
    public var slug: String?
    /// The schedule's own parameters.
    public var parameters: JSONObject
    public var isPaused: Bool
    public var deploymentParameters: JSONObject
    public var deploymentVersion: String?
    public var deploymentLabels: JSONObject
    public var tags: [String]
    public var workQueueName: String?
    public var workQueueID: ID?
    public var infrastructureDocumentID: ID?
    /// Since when it wants to be looked at: runs up to this moment are made already, or were made by what it said before.
    public var nextLook: Timestamp

    public init(
        id: ID, deploymentID: ID, flowID: ID, schedule: JSONValue, slug: String?, parameters: JSONObject,
        nextLook: Timestamp, isPaused: Bool, deploymentParameters: JSONObject, deploymentVersion: String?,
        deploymentLabels: JSONObject,
        tags: [String], workQueueName: String?, workQueueID: ID? = nil, infrastructureDocumentID: ID?
    ) {
        self.id = id
        self.deploymentID = deploymentID
        self.flowID = flowID
        self.schedule = schedule
        self.slug = slug
        self.parameters = parameters
        self.isPaused = isPaused
        self.deploymentParameters = deploymentParameters
        self.deploymentVersion = deploymentVersion
        self.deploymentLabels = deploymentLabels
        self.tags = tags
        self.workQueueName = workQueueName
        self.workQueueID = workQueueID
        self.infrastructureDocumentID = infrastructureDocumentID
        self.nextLook = nextLook
    }

    /// The same for all slots of the schedule.
    public func template(_ schedule: Schedule) -> ScheduledRunTemplate {
        var labels = deploymentLabels
        labels["prefect.flow.id"] = .string(flowID.description)
        labels["prefect.deployment.id"] = .string(deploymentID.description)
        return ScheduledRunTemplate(
            deploymentID: deploymentID, flowID: flowID, deploymentVersion: deploymentVersion,
            parameters: deploymentParameters.merging(parameters), tags: ["auto-scheduled"] + tags, labels: labels,
            workQueueName: workQueueName, workQueueID: workQueueID, infrastructureDocumentID: infrastructureDocumentID,
            createdBy: [
                "id": .string(id.description), "type": "SCHEDULE", "display_value": .string(slug ?? schedule.kindName),
            ],
            keyPrefix: ScheduledRunTemplate.keyPrefix(
                deployment: deploymentID, schedule: self.schedule, parameters: parameters))
    }
}

/// What all runs of one schedule have in common.
public struct ScheduledRunTemplate: Sendable {
    public let deploymentID: ID
    public let flowID: ID
    public let deploymentVersion: String?
    public let parameters: JSONObject
    public let tags: [String]
    public let labels: JSONObject
    public let workQueueName: String?
    public let workQueueID: ID?
    public let infrastructureDocumentID: ID?
    public let createdBy: JSONValue
    let keyPrefix: String

    /// The database keeps this unique, so that a slot of a schedule gets one run, whoever makes it and how often.
    public func idempotencyKey(slot: Timestamp) -> String { keyPrefix + slot.description }

    /// What the keys of a schedule's runs begin with, in ASCII.
    ///
    /// It names the schedule by what it says and not by its row, which is a new one after each deploy.
    /// - Parameter schedule: as it is stored.
    public static func keyPrefix(deployment: ID, schedule: JSONValue, parameters: JSONObject) -> String {
        "scheduled \(deployment) \(ScheduleContent.key(of: schedule, parameters: parameters)) "
    }
}

/// One run to be made from a schedule.
public struct ScheduledRun: Sendable {
    public let id: ID
    public let stateID: ID
    public let name: String
    public let slot: Timestamp

    public init(id: ID, stateID: ID, name: String, slot: Timestamp) {
        self.id = id
        self.stateID = stateID
        self.name = name
        self.slot = slot
    }
}

extension Schedule {
    /// How a run says what kind of schedule made it, when the schedule has no slug.
    var kindName: String {
        switch self {
        case .interval: "IntervalSchedule"
        case .cron: "CronSchedule"
        case .rrule: "RRuleSchedule"
        }
    }
}
