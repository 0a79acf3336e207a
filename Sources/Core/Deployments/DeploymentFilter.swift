/// Which deployments are wanted.
public struct DeploymentFilter: Sendable, Equatable {
    public var joining: Joining = .and
    /// A member that is there says nothing: among alternatives it always holds.
    public var hasVoidMember = false
    public var id: IDCriteria?
    public var name: TextCriteria?
    /// A part of the deployment's name or its flow's, in any case.
    public var flowOrDeploymentName: String?
    public var paused: Bool?
    public var tags: TagCriteria?
    public var workQueueName: TextCriteria?
    public var concurrencyLimit: NumberCriteria?

    public init() {}
}

/// The orders in which deployments can be listed.
public enum DeploymentSort: String, Sorting {
    public static let standard = DeploymentSort.nameAscending

    case createdDescending = "CREATED_DESC"
    case updatedDescending = "UPDATED_DESC"
    case nameAscending = "NAME_ASC"
    case nameDescending = "NAME_DESC"
}
