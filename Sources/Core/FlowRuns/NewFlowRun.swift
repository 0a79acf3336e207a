public import JSON

/// A flow run that is to be there: everything that a run can be born with.
public struct NewFlowRun: Sendable {
    public var id: ID
    public var name: String
    public var flowID: ID
    public var flowVersion: String?
    public var deploymentID: ID?
    public var deploymentVersion: String?
    public var workQueueName: String?
    /// The queue in which it waits. The name may say another: queues are renamed, runs keep the name they came with.
    public var workQueueID: ID?
    public var parameters = JSONObject()
    public var jobVariables: JSONObject?
    public var context = JSONObject()
    /// Members that differ from the defaults of ``FlowRunPolicy``.
    public var policy = JSONObject()
    public var tags: [String] = []
    /// What the client or the deployment says; those of the flow and the deployment are laid beneath when it is stored.
    public var labels = JSONObject()
    /// With this key, a flow has one run at most.
    public var idempotencyKey: String?
    /// The task run that stands for this run in the flow run that called it.
    public var parentTaskRunID: ID?
    public var infrastructureDocumentID: ID?
    /// True for runs that the scheduler laid ahead; no event tells of their birth.
    public var autoScheduled = false
    /// Who made it: `id`, `type`, `display_value`.
    public var createdBy: JSONObject?
    /// The first state. Its id is also the id of the event that tells of it.
    public var state: State

    public init(id: ID, name: String, flowID: ID, state: State) {
        self.id = id
        self.name = name
        self.flowID = flowID
        self.state = state
    }
}

/// Bringing flow runs into the world.
public protocol FlowRunCreation {
    /// Stores a run with its first state, and an event that tells of it unless the scheduler made the run.
    ///
    /// A run with the same idempotency key stands as it is: its id is answered and nothing is changed. Throws
    /// ``Failure/conflict(_:)`` when the flow or the parent task run does not exist.
    func createFlowRun(_ run: NewFlowRun, at now: Timestamp) throws -> (id: ID, isNew: Bool)
}
