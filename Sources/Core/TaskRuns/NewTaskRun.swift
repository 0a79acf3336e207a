public import JSON

/// A task run that is to be there: everything that a run can be born with.
public struct NewTaskRun: Sendable {
    public var id: ID
    public var name: String
    public var flowRunID: ID?
    public var taskKey: String
    /// Tells runs of one task within one flow run apart.
    public var dynamicKey: String
    public var cacheKey: String?
    public var cacheExpiration: Timestamp?
    public var taskVersion: String?
    /// Members that differ from the defaults of ``TaskRunPolicy``.
    public var policy = JSONObject()
    public var tags: [String] = []
    /// What the client says; those of the flow run are laid beneath when it is stored.
    public var labels = JSONObject()
    public var taskInputs = JSONObject()
    /// The first state.
    public var state: State

    public init(id: ID, name: String, flowRunID: ID?, taskKey: String, dynamicKey: String, state: State) {
        self.id = id
        self.name = name
        self.flowRunID = flowRunID
        self.taskKey = taskKey
        self.dynamicKey = dynamicKey
        self.state = state
    }
}

/// Bringing task runs into the world.
public protocol TaskRunCreation {
    /// Stores a run with its first state.
    ///
    /// A run of the same flow run and keys stands as it is: its id is answered and nothing is changed. Throws
    /// ``Failure/conflict(_:)`` when the flow run does not exist, or the id is that of another run.
    func createTaskRun(_ run: NewTaskRun, at now: Timestamp) throws -> (id: ID, isNew: Bool)
}
