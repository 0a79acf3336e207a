/// Which artifacts are wanted, or which keys by their latest artifact.
public struct ArtifactFilter: Sendable, Equatable {
    public var joining: Joining = .and
    /// Of the artifact, or of the latest one.
    public var id: IDCriteria?
    /// `is_null_` turned round is what clients call `exists_`.
    public var key: TextCriteria?
    public var flowRunID: IDCriteria?
    public var taskRunID: IDCriteria?
    public var type: TextCriteria?

    public init() {}
}

/// The filters that lists of artifacts take together: their own, and those of what they belong to.
public struct ArtifactQuery: Sendable {
    public var artifacts: ArtifactFilter?
    public var runs: RunQuery

    public init(artifacts: ArtifactFilter? = nil, runs: RunQuery = RunQuery()) {
        self.artifacts = artifacts
        self.runs = runs
    }
}

/// The orders in which artifacts, and their keys, can be listed.
public enum ArtifactSort: String, Sorting {
    public static let standard = ArtifactSort.idDescending

    case createdDescending = "CREATED_DESC"
    case updatedDescending = "UPDATED_DESC"
    case idDescending = "ID_DESC"
    case keyDescending = "KEY_DESC"
    case keyAscending = "KEY_ASC"
}
