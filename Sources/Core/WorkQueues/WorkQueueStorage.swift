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

/// Which runs count as holding a slot of a queue.
public enum WorkQueueSlots: Sendable {
    /// Those that are pending or running: what workers see of a pool's queues.
    case ofPool
    /// Those that are being cancelled too; of a queue with a filter, the pending and running ones that it finds. What agents see.
    case ofAgents
}

/// What can be asked about work queues.
public protocol WorkQueueReading {
    /// The queue of a name in a pool; nil when there is none.
    func workQueue(named name: String, inPool pool: ID) throws -> WorkQueueFacts?
    /// The queue of an id; nil when there is none.
    func workQueue(_ id: ID) throws -> WorkQueueFacts?
    /// The queues of a pool, the first to be served first.
    func workQueues(ofPool pool: ID) throws -> [WorkQueueFacts]
    func workQueues(ofPool pool: ID, page: Page) throws -> [WorkQueueFacts]
    /// Writes a queue as an object. False, with nothing written, when there is none.
    func writeWorkQueue(_ id: ID, _ slots: WorkQueueSlots, into writer: inout JSONWriter) throws -> Bool
    /// Writes the queues of a pool's page one after another, the first to be served first.
    func writeWorkQueues(
        ofPool pool: ID, _ filter: WorkQueueFilter?, page: Page, into writer: inout JSONWriter) throws
    /// Writes the queues of all pools, a page of them by name.
    func writeWorkQueues(_ filter: WorkQueueFilter?, page: Page, into writer: inout JSONWriter) throws
    func countWorkQueues(ofPool pool: ID) throws -> Int
    /// Runs of a queue that are late.
    func countLateRuns(ofQueue queue: ID) throws -> Int
}

/// What can be changed about work queues.
public protocol WorkQueueWriting {
    /// Makes a queue; others make room when it asks for a priority that is taken. Throws `conflict` when the name is taken.
    func createWorkQueue(_ queue: NewWorkQueue, at now: Timestamp) throws
    /// Changes what is given; others make room when the queue asks for a priority that is taken. Throws `conflict` when
    /// the name is taken. Nothing happens when there is no such queue.
    func updateWorkQueue(_ id: ID, _ change: WorkQueueChange, at now: Timestamp) throws
    /// Deletes a queue; deployments and runs stay, without one. Throws `conflict` for the default queue of a pool.
    func deleteWorkQueue(_ id: ID, at now: Timestamp) throws
}
