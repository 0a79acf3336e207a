/// One reason why a run does not run, in words and as data, with the operation that would free the run of it.
public struct Blocker: Sendable, Equatable {
    public var kind: Kind
    /// One sentence for a person.
    public var message: String
    /// Since when it holds the run; nil where nobody knows.
    public var since: Timestamp?
    /// When it ends by itself; nil when it does not.
    public var until: Timestamp?
    /// What holds the run, such as the pool that is paused.
    public var resource: Resource?
    /// The runs that take up the slots of a limit that is full, the longest holding first.
    public var holders: [Holder]
    public var remedy: Remedy

    public init(
        _ kind: Kind, _ message: String, since: Timestamp? = nil, until: Timestamp? = nil, resource: Resource? = nil,
        holders: [Holder] = [], remedy: Remedy
    ) {
        self.kind = kind
        self.message = message
        self.since = since
        self.until = until
        self.resource = resource
        self.holders = holders
        self.remedy = remedy
    }

    /// What kind of thing holds the run.
    public enum Kind: String, Sendable, CaseIterable {
        case scheduledLater = "scheduled_later"
        case retryDelay = "retry_delay"
        case deploymentPaused = "deployment_paused"
        case workPoolPaused = "work_pool_paused"
        case workQueuePaused = "work_queue_paused"
        case noWorkerOnline = "no_worker_online"
        case noRunnerPolling = "no_runner_polling"
        case workPoolFull = "work_pool_full"
        case workQueueFull = "work_queue_full"
        case concurrencyLimitFull = "concurrency_limit_full"
        case startingUp = "starting_up"
        case paused = "paused"
        case waitingForInput = "waiting_for_input"
        case noDeployment = "no_deployment"
    }

    /// An object of the API that a reader can look at.
    public struct Resource: Sendable, Equatable {
        /// Such as `work_pool`.
        public var kind: String
        public var id: ID
        public var name: String

        public init(kind: String, id: ID, name: String) {
            self.kind = kind
            self.id = id
            self.name = name
        }
    }

    /// A run that holds a slot.
    public struct Holder: Sendable, Equatable {
        public var run: ObjectName
        public var since: Timestamp?

        public init(run: ObjectName, since: Timestamp?) {
            self.run = run
            self.since = since
        }
    }
}
