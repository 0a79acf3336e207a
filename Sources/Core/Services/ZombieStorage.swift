/// A run that is under way although its process is gone.
public struct Zombie: Sendable, Equatable {
    /// How that is known.
    public enum Sign: Sendable, Equatable {
        /// It sent heartbeats, the last one at a moment.
        case silence(since: Timestamp)
        /// It was a process of a worker that was last heard of at a moment.
        case workerGone(worker: String, pool: String, since: Timestamp)
    }

    public var run: ObjectName
    public var sign: Sign

    public init(run: ObjectName, sign: Sign) {
        self.run = run
        self.sign = sign
    }
}

/// Which runs count as dead at a moment.
public struct ZombieQuestion: Sendable, Equatable {
    public var patience: ZombiePatience
    /// Before this moment nobody could be heard.
    public var listeningSince: Timestamp
    public var now: Timestamp

    public init(patience: ZombiePatience, listeningSince: Timestamp, now: Timestamp) {
        self.patience = patience
        self.listeningSince = listeningSince
        self.now = now
    }

    /// The moment before which the last sign of life must lie; nil when the server has not listened for so long.
    public func cutoff(_ patience: Interval?) -> Timestamp? {
        guard let patience else { return nil }
        let cutoff = now - patience
        return listeningSince <= cutoff ? cutoff : nil
    }
}

/// What the service that ends dead runs asks of the database.
public protocol ZombieReading {
    /// Running runs that are dead, those that are silent longest first. A run is alive as long as logs of it, states of
    /// its task runs, or heartbeats of a run in its process arrive.
    func zombies(_ question: ZombieQuestion, limit: Int) throws -> [Zombie]
    /// Unfinished runs that a flow run called in its own process.
    func subflowRunsInProcess(of flowRun: ID, limit: Int) throws -> [ID]
    /// Unfinished task runs that ran in a flow run's own process: neither background tasks nor runs of deployments.
    func taskRunsInProcess(of flowRun: ID, limit: Int) throws -> [ID]
}

/// What is kept of the signs of life that events carry.
public protocol SignOfLifeWriting {
    /// Keeps a sign of a run that is not over; of others it is passed over.
    func keep(_ sign: SignOfLife) throws
}
