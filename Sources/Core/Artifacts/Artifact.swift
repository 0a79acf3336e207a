public import JSON

/// An artifact: something a run leaves behind for people to look at, such as a table, or a result.
public struct Artifact: Sendable, Equatable {
    public var id: ID
    /// What its versions share; nil for one that stands alone.
    public var key: String?
    /// Such as `markdown`, `table`, `link`, `progress`, `image` or `result`; clients may have others.
    public var type: String?
    public var description: String?
    public var data: JSONValue
    public var metadata: JSONObject?
    public var flowRunID: ID?
    public var taskRunID: ID?

    public init(
        id: ID, key: String? = nil, type: String? = nil, description: String? = nil, data: JSONValue = .null,
        metadata: JSONObject? = nil, flowRunID: ID? = nil, taskRunID: ID? = nil
    ) {
        self.id = id
        self.key = key
        self.type = type
        self.description = description
        self.data = data
        self.metadata = metadata
        self.flowRunID = flowRunID
        self.taskRunID = taskRunID
    }

    public static let wire = WireObject("Artifact", members(of: nil))

    /// The latest artifact of a key. It has the id and the times of the key.
    public static let latestWire = WireObject("Artifact", members(of: .latestArtifact))

    private static func members(of latest: Relation?) -> [WireField] {
        func member(_ name: String, _ kind: WireField.Kind, column: String? = nil, as shape: WireShape? = nil)
            -> WireField
        {
            let column = column ?? name
            return .nullable(name, kind, from: latest.map { .related($0, column) } ?? .column(column), as: shape)
        }
        return [
            .init("id", .id),
            .init("created", .time),
            .init("updated", .time),
            .nullable("key", .text),
            member("type", .text),
            member("description", .text),
            member("data", .json(default: nil)),
            member("metadata_", .json(default: nil), column: "metadata", as: .map(.text)),
            member("flow_run_id", .id),
            member("task_run_id", .id),
        ]
    }

    /// Characters that one text of the metadata keeps; what is longer ends in dots.
    public static let longestMetadata = 500
}

/// The artifacts of one key, shown as the latest of them.
public enum ArtifactCollection {
    public static let wire = WireObject(
        "ArtifactCollection", Artifact.latestWire.fields + [.init("latest_id", .id)])
}

/// What a client wants to be different about an artifact; nil leaves a member, `.some(nil)` empties it.
public struct ArtifactChange: Sendable {
    public var data: JSONValue?
    public var description: String??
    public var metadata: JSONObject??

    public init() {}
}
