public import JSON

/// A flow: what runs and deployments are of. Named once, for ever.
public enum Flow {
    public static let wire = WireObject(
        "Flow",
        [
            .init("id", .id),
            .init("created", .time),
            .init("updated", .time),
            .init("name", .text),
            .init("tags", .json(default: []), as: .list(.text)),
            .nullable("labels", .json(default: nil), as: .labels),
        ])
}

/// What a client says of a flow that is to be there.
public struct FlowCreate: Sendable {
    public var name: String
    public var tags: [String]
    /// Nil shows as null, which is not the same as no labels.
    public var labels: JSONObject?

    public init(name: String, tags: [String] = [], labels: JSONObject? = JSONObject()) {
        self.name = name
        self.tags = tags
        self.labels = labels
    }
}

/// Which flows are wanted.
public struct FlowFilter: Sendable, Equatable {
    public var joining: Joining = .and
    /// A member that is there says nothing: among alternatives it always holds.
    public var hasVoidMember = false
    public var id: IDCriteria?
    public var name: TextCriteria?
    public var tags: TagCriteria?
    /// True finds flows without deployments, false those with some.
    public var hasNoDeployment: Bool?

    public init(id: IDCriteria? = nil) { self.id = id }
}

/// The orders in which flows can be listed.
public enum FlowSort: String, Sorting {
    public static let standard = FlowSort.nameAscending

    case createdDescending = "CREATED_DESC"
    case updatedDescending = "UPDATED_DESC"
    case nameAscending = "NAME_ASC"
    case nameDescending = "NAME_DESC"
}
