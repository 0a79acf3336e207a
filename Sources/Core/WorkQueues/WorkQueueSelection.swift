public import JSON

/// What a queue of Prefect 2 picks runs by: tags that they must have, and deployments they must be of.
public struct WorkQueueSelection: Sendable, Equatable {
    public var tags: [String]
    /// nil for every deployment.
    public var deployments: [ID]?

    /// A member that is null, empty or missing selects nothing out.
    public init(_ filter: JSONObject) {
        tags = filter["tags"]?.array?.compactMap(\.string) ?? []
        let ids = filter["deployment_ids"]?.array ?? []
        deployments = ids.isEmpty ? nil : ids.compactMap { $0.string.flatMap(ID.init) }
    }

    /// Whether the queue picks up the runs of a deployment.
    public func takes(_ deployment: ID, tags present: [String]) -> Bool {
        deployments?.contains(deployment) ?? true && tags.allSatisfy(present.contains)
    }
}
