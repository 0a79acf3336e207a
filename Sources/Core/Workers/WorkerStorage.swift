public import JSON

/// Which workers are wanted.
public struct WorkerFilter: Sendable, Equatable {
    public var joining: Joining = .and
    public var lastHeartbeatTime: TimeCriteria?
    public var status: WorkerStatusCriteria?

    public init() {}
}

/// Which statuses of workers are wanted, and which are not.
public struct WorkerStatusCriteria: Sendable, Equatable {
    public var any: [Worker.Status]?
    public var notAny: [Worker.Status]?

    public init(any: [Worker.Status]? = nil, notAny: [Worker.Status]? = nil) {
        self.any = any
        self.notAny = notAny
    }
}

/// A sign of life of a worker.
public struct Heartbeat: Sendable, Equatable {
    /// Names the worker if it is new.
    public var id: ID
    public var worker: String
    /// Seconds between one heartbeat and the next; nil when the worker does not say.
    public var interval: Int64?

    public init(id: ID, worker: String, interval: Int64? = nil) {
        self.id = id
        self.worker = worker
        self.interval = interval
    }
}

/// What can be asked about workers.
public protocol WorkerReading {
    /// Writes a pool's workers of a page one after another, the last heard of first.
    func writeWorkers(
        ofPool pool: ID, _ filter: WorkerFilter?, page: Page, at now: Timestamp, into writer: inout JSONWriter) throws
}

/// What can be changed about workers.
public protocol WorkerWriting {
    /// Notes that a worker is alive, which makes it known, and its pool ready unless that is paused.
    func recordHeartbeat(_ heartbeat: Heartbeat, inPool pool: ID, at now: Timestamp) throws
    /// Forgets a worker. False when the pool has none of that name.
    func deleteWorker(named name: String, ofPool pool: ID, at now: Timestamp) throws -> Bool
}
