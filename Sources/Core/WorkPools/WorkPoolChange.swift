public import JSON

/// A change to a work pool; nil leaves a member as it is, an inner nil makes it null.
public struct WorkPoolChange: Sendable {
    public var description: String??
    public var isPaused: Bool?
    public var baseJobTemplate: JSONObject?
    public var concurrencyLimit: Int64??
    /// The members of the storage configuration that differ from their defaults; the others get theirs.
    public var storage: JSONObject?

    public init() {}
}
