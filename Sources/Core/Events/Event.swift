public import JSON

/// Something that happened to a resource, as it is kept and told to those who listen.
public struct Event: Sendable, Equatable {
    public var id: ID
    /// When it happened, by the clock of whoever tells.
    public var occurred: Timestamp
    /// When this server heard of it.
    public var received: Timestamp
    /// Such as `prefect.flow-run.Completed`.
    public var name: String
    /// Labels of what it happened to; `prefect.resource.id` names it.
    public var resource: JSONObject
    /// Labels of what else has a part in it.
    public var related: [JSONObject]
    /// Anything else that is known.
    public var payload: JSONObject
    /// An event that is known to have come before this one.
    public var follows: ID?

    public init(
        id: ID, occurred: Timestamp, received: Timestamp, name: String, resource: JSONObject,
        related: [JSONObject] = [], payload: JSONObject = JSONObject(), follows: ID? = nil
    ) {
        self.id = id
        self.occurred = occurred
        self.received = received
        self.name = name
        self.resource = resource
        self.related = related
        self.payload = payload
        self.follows = follows
    }

    /// The label that names the resource; empty when there is none.
    public var resourceID: String { resource["prefect.resource.id"]?.string ?? "" }
}
