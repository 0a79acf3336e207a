public import JSON

/// A work pool that is to be made, with its default queue.
public struct NewWorkPool: Sendable {
    public var id: ID
    /// Names the queue `default` that comes with the pool.
    public var defaultQueueID: ID
    public var name: String
    public var type: String
    public var description: String?
    public var baseJobTemplate: JSONObject
    public var isPaused: Bool
    /// How many runs of the pool may be pending or running together; nil for any number.
    public var concurrencyLimit: Int64?
    /// The members that differ from their defaults.
    public var storage: JSONObject

    public init(
        id: ID, defaultQueueID: ID, name: String, type: String, description: String? = nil,
        baseJobTemplate: JSONObject = JSONObject(), isPaused: Bool = false, concurrencyLimit: Int64? = nil,
        storage: JSONObject = JSONObject()
    ) {
        self.id = id
        self.defaultQueueID = defaultQueueID
        self.name = name
        self.type = type
        self.description = description
        self.baseJobTemplate = baseJobTemplate
        self.isPaused = isPaused
        self.concurrencyLimit = concurrencyLimit
        self.storage = storage
    }
}

/// What the rules need to know of a work pool.
public struct WorkPoolFacts: Sendable, Equatable {
    public var id: ID
    public var name: String
    public var type: String
    public var isPaused: Bool
    public var concurrencyLimit: Int64?
    public var defaultQueueID: ID?
    public var status: WorkStatus?
    public var baseJobTemplate: JSONObject

    public init(
        id: ID, name: String, type: String, isPaused: Bool = false, concurrencyLimit: Int64? = nil,
        defaultQueueID: ID? = nil, status: WorkStatus? = nil, baseJobTemplate: JSONObject = JSONObject()
    ) {
        self.id = id
        self.name = name
        self.type = type
        self.isPaused = isPaused
        self.concurrencyLimit = concurrencyLimit
        self.defaultQueueID = defaultQueueID
        self.status = status
        self.baseJobTemplate = baseJobTemplate
    }
}

/// What can be asked about work pools.
public protocol WorkPoolReading {
    /// The pool of a name; nil when there is none.
    func workPool(named name: String) throws -> WorkPoolFacts?
    /// The pool of an id; nil when there is none.
    func workPool(_ id: ID) throws -> WorkPoolFacts?
    /// Writes a pool as an object. False, with nothing written, when there is none.
    func writeWorkPool(_ id: ID, _ dialect: WireDialect, into writer: inout JSONWriter) throws -> Bool
    /// Writes the pools of a page one after another, by name.
    func writeWorkPools(
        _ filter: WorkPoolFilter?, page: Page, _ dialect: WireDialect, into writer: inout JSONWriter) throws
    func countWorkPools(_ filter: WorkPoolFilter?) throws -> Int
    /// When the pool was last changed; nil when there is none.
    func workPoolRevision(_ id: ID) throws -> Timestamp?
}

/// What can be changed about work pools.
public protocol WorkPoolWriting {
    /// Makes a pool and its default queue. Throws `conflict` when the name is taken.
    func createWorkPool(_ pool: NewWorkPool, at now: Timestamp) throws
    /// Changes what is given. Nothing happens when there is no such pool.
    func updateWorkPool(_ id: ID, _ change: WorkPoolChange, at now: Timestamp) throws
    /// Deletes a pool with its queues and workers; deployments and runs stay, without a queue.
    func deleteWorkPool(_ id: ID, at now: Timestamp) throws
}
