public import JSON

/// A change to a work queue; nil leaves a member as it is, an inner nil makes it null.
public struct WorkQueueChange: Sendable {
    public var name: String?
    public var description: String?
    public var isPaused: Bool?
    public var concurrencyLimit: Int64??
    /// The place among the pool's queues; whoever stands there moves back.
    public var priority: Int64?
    public var lastPolled: Timestamp??
    public var filter: JSONObject??

    public init() {}
}
