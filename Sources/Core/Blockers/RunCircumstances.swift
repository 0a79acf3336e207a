/// Everything around a run that may keep it from running.
public struct RunCircumstances: Sendable {
    public var id: ID
    public var state: State
    /// When it is to start next.
    public var nextStart: Timestamp?
    public var deployment: DeploymentPlace?
    public var queue: Line?
    public var pool: Pool?
    /// The limit of the deployment, if there is one that is switched on.
    public var limit: Limit?

    public init(id: ID, state: State, nextStart: Timestamp?) {
        self.id = id
        self.state = state
        self.nextStart = nextStart
    }

    /// The deployment as far as it lets runs go.
    public struct DeploymentPlace: Sendable {
        public var name: ObjectName
        /// `flow/deployment`.
        public var fullName: String
        public var isPaused: Bool
        public var lastPolled: Timestamp?
        public var updated: Timestamp

        public init(
            name: ObjectName, fullName: String, isPaused: Bool, lastPolled: Timestamp?,
            updated: Timestamp
        ) {
            self.name = name
            self.fullName = fullName
            self.isPaused = isPaused
            self.lastPolled = lastPolled
            self.updated = updated
        }
    }

    /// A queue.
    public struct Line: Sendable {
        public var name: ObjectName
        public var isPaused: Bool
        public var updated: Timestamp
        public var lastPolled: Timestamp?
        public var limit: Limit?

        public init(name: ObjectName, isPaused: Bool, updated: Timestamp, lastPolled: Timestamp?, limit: Limit?) {
            self.name = name
            self.isPaused = isPaused
            self.updated = updated
            self.lastPolled = lastPolled
            self.limit = limit
        }
    }

    /// A pool with what is known of its workers.
    public struct Pool: Sendable {
        public var name: ObjectName
        public var type: String
        public var isPaused: Bool
        public var updated: Timestamp
        public var workersOnline: Int
        /// When a worker was heard of last; nil when none ever was.
        public var lastHeartbeat: Timestamp?
        public var limit: Limit?

        public init(
            name: ObjectName, type: String, isPaused: Bool, updated: Timestamp, workersOnline: Int,
            lastHeartbeat: Timestamp?, limit: Limit?
        ) {
            self.name = name
            self.type = type
            self.isPaused = isPaused
            self.updated = updated
            self.workersOnline = workersOnline
            self.lastHeartbeat = lastHeartbeat
            self.limit = limit
        }
    }

    /// A limit with who takes up its slots.
    public struct Limit: Sendable {
        public var slots: Int64
        public var name: ObjectName?
        /// How many slots are taken.
        public var taken: Int64
        /// Some of those who hold them, the longest holding first.
        public var holders: [Blocker.Holder]

        public init(slots: Int64, name: ObjectName? = nil, taken: Int64, holders: [Blocker.Holder]) {
            self.slots = slots
            self.name = name
            self.taken = taken
            self.holders = holders
        }

        var isFull: Bool { taken >= slots }
    }
}

/// What can be asked about what blocks a run.
public protocol BlockerReading {
    /// Nil when there is no such run, or it has no state.
    func circumstances(ofFlowRun id: ID, at now: Timestamp) throws -> RunCircumstances?
}
