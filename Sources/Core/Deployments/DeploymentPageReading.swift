/// What pages ask of deployments.
public protocol DeploymentPageReading {
    /// Deployments by name.
    func deployments(_ search: DeploymentSearch, at now: Timestamp, offset: Int, limit: Int) throws
        -> Slice<DeploymentSummary>

    func countDeployments(_ search: DeploymentSearch, bound: Int) throws -> BoundedCount

    func deploymentDetail(_ id: ID, at now: Timestamp) throws -> DeploymentDetail?

    /// The deployments of a name, of one flow when that is given: names are unique only within a flow.
    func deploymentIDs(named name: String, ofFlow flow: String?) throws -> [ID]
}

/// Which deployments a page lists.
public struct DeploymentSearch: Sendable, Equatable {
    /// A part of the deployment's or the flow's name, in any case.
    public var name: String?
    public var tag: String?
    public var isPaused: Bool?
    public var flow: ID?
    public var workPool: ID?

    public init(
        name: String? = nil, tag: String? = nil, isPaused: Bool? = nil, flow: ID? = nil, workPool: ID? = nil
    ) {
        self.name = name
        self.tag = tag
        self.isPaused = isPaused
        self.flow = flow
        self.workPool = workPool
    }
}
