/// An artifact as lists for people show it, without its data.
public struct ArtifactSummary: Sendable, Equatable {
    public var id: ID
    public var key: String?
    public var type: String?
    public var description: String?
    public var created: Timestamp
    public var updated: Timestamp
    /// Nil also for a run that was deleted.
    public var flowRun: ObjectName?
    public var taskRun: ObjectName?

    public init(
        id: ID, key: String?, type: String?, description: String?, created: Timestamp, updated: Timestamp,
        flowRun: ObjectName?, taskRun: ObjectName?
    ) {
        self.id = id
        self.key = key
        self.type = type
        self.description = description
        self.created = created
        self.updated = updated
        self.flowRun = flowRun
        self.taskRun = taskRun
    }
}

/// Which artifacts a page lists: the latest of each key.
public struct ArtifactSearch: Sendable, Equatable {
    /// A part of the key, in any case.
    public var key: String?
    public var type: String?

    public init(key: String? = nil, type: String? = nil) {
        self.key = key
        self.type = type
    }
}

/// What pages ask of artifacts.
public protocol ArtifactPageReading {
    /// The latest artifact of each key, the last changed first.
    func latestArtifacts(_ search: ArtifactSearch, offset: Int, limit: Int) throws -> Slice<ArtifactSummary>
    func countLatestArtifacts(_ search: ArtifactSearch) throws -> Int
    /// Every type that the latest artifact of a key has, in order.
    func artifactTypes() throws -> [String]
    func artifactSummary(_ id: ID) throws -> ArtifactSummary?
    /// The artifacts of a key, the newest first.
    func artifactVersions(ofKey key: String, limit: Int) throws -> Slice<ArtifactSummary>
    /// What a flow run left behind, the oldest first; results are left out.
    func artifacts(ofFlowRun id: ID, limit: Int) throws -> Slice<ArtifactSummary>
    /// What a task run left behind, the oldest first; results are left out.
    func artifacts(ofTaskRun id: ID, limit: Int) throws -> Slice<ArtifactSummary>
}
