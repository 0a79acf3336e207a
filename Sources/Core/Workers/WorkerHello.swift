public import JSON

/// What a worker says of itself when it opens its channel.
public struct WorkerHello: Sendable {
    /// Names the process behind the channel; comes back in every heartbeat.
    public var consumerID: ID
    public var workerName: String
    public var workerType: String
    /// Seconds from one heartbeat to the next.
    public var heartbeatInterval: Int64
    public var channelVersions: [String]
    public var capabilities: [String]
    /// The queues that the worker serves; all of the pool when it names none.
    public var queueNames: [String]
    /// Whether the pool is to be made when it is not there.
    public var createsPool: Bool
    /// What a pool gets that has no template of its own.
    public var baseJobTemplate: JSONObject

    public init(
        consumerID: ID, workerName: String, workerType: String, heartbeatInterval: Int64, channelVersions: [String],
        capabilities: [String], queueNames: [String] = [], createsPool: Bool = false,
        baseJobTemplate: JSONObject = JSONObject()
    ) {
        self.consumerID = consumerID
        self.workerName = workerName
        self.workerType = workerType
        self.heartbeatInterval = heartbeatInterval
        self.channelVersions = channelVersions
        self.capabilities = capabilities
        self.queueNames = queueNames
        self.createsPool = createsPool
        self.baseJobTemplate = baseJobTemplate
    }

    /// The one version of the channel that there is.
    public static let channelVersion = "work_pool_worker_channel.v1"
    /// What both sides must be able to do.
    public static let requiredCapabilities = ["worker_heartbeat.v1", "work_pool_snapshot.v1"]
    /// What a worker may offer: to clear away what is left of runs. Nothing here asks for it yet.
    public static let cleanupCapability = "cleanup_delivery.v1"

    /// What the worker asked for and does not get.
    var rejectedCapabilities: [String] {
        var rejected: [String] = []
        for name in capabilities where !WorkerHello.requiredCapabilities.contains(name) && !rejected.contains(name) {
            rejected.append(name)
        }
        return rejected
    }
}

/// Why a worker's channel is closed; the text is what the worker reads.
public enum WorkerChannelRefusal: String, Error, Sendable {
    case authenticationFailed = "authentication_failed"
    case authorizationFailed = "authorization_failed"
    case unsupportedVersion = "unsupported_version"
    case protocolError = "protocol_error"
    case heartbeatNotKept = "heartbeat_persistence_failed"
    case serverError = "transient_server_error"
}
