public import JSON

/// A work queue that is to be made.
public struct NewWorkQueue: Sendable {
    public var id: ID
    public var workPoolID: ID
    public var name: String
    public var description: String
    public var isPaused: Bool
    /// How many runs of the queue may be pending or running together; nil for any number.
    public var concurrencyLimit: Int64?
    /// Its place among the pool's queues, 1 the first; nil for the first that is free.
    public var priority: Int64?
    /// Only for queues of Prefect 2.
    public var filter: JSONObject?

    public init(
        id: ID, workPoolID: ID, name: String, description: String = "", isPaused: Bool = false,
        concurrencyLimit: Int64? = nil, priority: Int64? = nil, filter: JSONObject? = nil
    ) {
        self.id = id
        self.workPoolID = workPoolID
        self.name = name
        self.description = description
        self.isPaused = isPaused
        self.concurrencyLimit = concurrencyLimit
        self.priority = priority
        self.filter = filter
    }
}

/// What the rules need to know of a work queue.
public struct WorkQueueFacts: Sendable, Equatable {
    public var id: ID
    public var name: String
    public var workPoolID: ID
    public var priority: Int64
    public var isPaused: Bool
    public var concurrencyLimit: Int64?
    public var status: WorkStatus
    public var lastPolled: Timestamp?
    public var filter: JSONObject?

    public init(
        id: ID, name: String, workPoolID: ID, priority: Int64, isPaused: Bool = false, concurrencyLimit: Int64? = nil,
        status: WorkStatus = .notReady, lastPolled: Timestamp? = nil, filter: JSONObject? = nil
    ) {
        self.id = id
        self.name = name
        self.workPoolID = workPoolID
        self.priority = priority
        self.isPaused = isPaused
        self.concurrencyLimit = concurrencyLimit
        self.status = status
        self.lastPolled = lastPolled
        self.filter = filter
    }
}

/// What can be asked about work queues.
public protocol WorkQueueReading {
    /// The queue of a name in a pool; nil when there is none.
    func workQueue(named name: String, inPool pool: ID) throws -> WorkQueueFacts?
    /// The queue of an id; nil when there is none.
    func workQueue(_ id: ID) throws -> WorkQueueFacts?
    /// The queues of a pool, the first to be served first.
    func workQueues(ofPool pool: ID) throws -> [WorkQueueFacts]
}

/// What can be changed about work queues.
public protocol WorkQueueWriting {
    /// Makes a queue; others make room when it asks for a priority that is taken. Throws `conflict` when the name is taken.
    func createWorkQueue(_ queue: NewWorkQueue, at now: Timestamp) throws
}
