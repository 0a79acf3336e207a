/// A work pool as a list for people shows it.
public struct WorkPoolSummary: Sendable, Equatable {
    public var id: ID
    public var name: String
    public var type: String
    /// Nil for pools of agents.
    public var status: WorkStatus?
    public var isPaused: Bool
    public var concurrencyLimit: Int?
    public var queues: Int
    public var workersOnline: Int
    /// Runs that are pending or running.
    public var activeRuns: Int
    public var lateRuns: Int

    public init(
        id: ID, name: String, type: String, status: WorkStatus?, isPaused: Bool, concurrencyLimit: Int?, queues: Int,
        workersOnline: Int, activeRuns: Int, lateRuns: Int
    ) {
        self.id = id
        self.name = name
        self.type = type
        self.status = status
        self.isPaused = isPaused
        self.concurrencyLimit = concurrencyLimit
        self.queues = queues
        self.workersOnline = workersOnline
        self.activeRuns = activeRuns
        self.lateRuns = lateRuns
    }
}

/// A work pool as its own page shows it.
public struct WorkPoolDetail: Sendable, Equatable {
    public var summary: WorkPoolSummary
    public var description: String?
    public var created: Timestamp
    public var updated: Timestamp

    public init(summary: WorkPoolSummary, description: String?, created: Timestamp, updated: Timestamp) {
        self.summary = summary
        self.description = description
        self.created = created
        self.updated = updated
    }
}

/// A queue as the page of its pool shows it.
public struct WorkQueueSummary: Sendable, Equatable {
    public var id: ID
    public var name: String
    public var description: String
    public var priority: Int
    public var status: WorkStatus
    public var isPaused: Bool
    public var concurrencyLimit: Int?
    public var lastPolled: Timestamp?
    /// Runs that are pending or running.
    public var activeRuns: Int
    public var lateRuns: Int

    public init(
        id: ID, name: String, description: String, priority: Int, status: WorkStatus, isPaused: Bool,
        concurrencyLimit: Int?, lastPolled: Timestamp?, activeRuns: Int, lateRuns: Int
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.priority = priority
        self.status = status
        self.isPaused = isPaused
        self.concurrencyLimit = concurrencyLimit
        self.lastPolled = lastPolled
        self.activeRuns = activeRuns
        self.lateRuns = lateRuns
    }
}

/// A worker as the page of its pool shows it.
public struct WorkerSummary: Sendable, Equatable {
    public var name: String
    public var isOnline: Bool
    public var lastHeartbeat: Timestamp

    public init(name: String, isOnline: Bool, lastHeartbeat: Timestamp) {
        self.name = name
        self.isOnline = isOnline
        self.lastHeartbeat = lastHeartbeat
    }
}

/// Which work pools a page lists.
public struct WorkPoolSearch: Sendable, Equatable {
    /// A part of the name, in any case.
    public var name: String?
    public var type: String?
    public var status: WorkStatus?

    public init(name: String? = nil, type: String? = nil, status: WorkStatus? = nil) {
        self.name = name
        self.type = type
        self.status = status
    }
}

/// What pages ask of work pools.
public protocol WorkPoolPageReading {
    /// Pools by name.
    func workPools(_ search: WorkPoolSearch, at now: Timestamp, offset: Int, limit: Int) throws
        -> Slice<WorkPoolSummary>
    func countWorkPools(_ search: WorkPoolSearch) throws -> Int
    /// Every type that a pool has, in order.
    func workPoolTypes() throws -> [String]
    func workPoolDetail(named name: String, at now: Timestamp) throws -> WorkPoolDetail?
    /// A pool's queues, the first to be served first.
    func workQueueSummaries(ofPool pool: ID, at now: Timestamp, limit: Int) throws -> Slice<WorkQueueSummary>
    /// A pool's workers, the last heard of first.
    func workerSummaries(ofPool pool: ID, at now: Timestamp, limit: Int) throws -> Slice<WorkerSummary>
    /// The newest runs of some queues that were due by now.
    func recentFlowRuns(ofQueues queues: [ID], at now: Timestamp, limit: Int) throws -> [FlowRunSummary]
}
