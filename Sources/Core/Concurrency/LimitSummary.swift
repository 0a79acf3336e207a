/// A limit as a list for people shows it.
public struct LimitSummary: Sendable, Equatable {
    public var id: ID
    public var name: String
    /// The deployment whose runs it holds back, with the name `flow/deployment`.
    public var deployment: ObjectName?
    public var slots: Int
    /// Slots taken now.
    public var taken: Int
    /// A limit that is not active lets everybody pass.
    public var isActive: Bool
    /// Slots per second that come free by themselves; 0 for slots that are held and given back.
    public var decay: Double
    /// Runs that wait for a slot; of clients that ask again and again an estimate.
    public var waiting: Int

    public init(
        id: ID, name: String, deployment: ObjectName?, slots: Int, taken: Int, isActive: Bool, decay: Double,
        waiting: Int
    ) {
        self.id = id
        self.name = name
        self.deployment = deployment
        self.slots = slots
        self.taken = taken
        self.isActive = isActive
        self.decay = decay
        self.waiting = waiting
    }

    public var kind: LimitKind {
        deployment != nil ? .deployment : name.hasPrefix(TagLimit.prefix) ? .tag : .name
    }
}

/// Whom a limit holds back.
public enum LimitKind: String, Sendable, CaseIterable {
    /// Whoever asks for slots by the limit's name.
    case name
    /// Task runs with a tag.
    case tag
    /// Runs of a deployment.
    case deployment
}

/// One row of what takes up slots of a limit.
public struct LimitHolder: Sendable, Equatable {
    /// The number of the row, by which it can be freed.
    public var sequence: Int64
    /// Nil for clients that do not say who they are.
    public var holder: SlotHolder?
    public var name: String?
    public var slots: Int
    public var since: Timestamp
    /// When the slots come free unless somebody renews the lease; nil for what is held until it is given back.
    public var leaseEnd: Timestamp?

    public init(
        sequence: Int64, holder: SlotHolder?, name: String?, slots: Int, since: Timestamp, leaseEnd: Timestamp?
    ) {
        self.sequence = sequence
        self.holder = holder
        self.name = name
        self.slots = slots
        self.since = since
        self.leaseEnd = leaseEnd
    }
}

/// Which limits a page lists.
public struct LimitSearch: Sendable, Equatable {
    /// A part of the name, in any case.
    public var name: String?
    public var kind: LimitKind?
    public var isActive: Bool?

    public init(name: String? = nil, kind: LimitKind? = nil, isActive: Bool? = nil) {
        self.name = name
        self.kind = kind
        self.isActive = isActive
    }
}

/// What pages ask of limits.
public protocol LimitPageReading {
    /// Limits by name.
    func limitSummaries(_ search: LimitSearch, at now: Timestamp, offset: Int, limit: Int) throws
        -> Slice<LimitSummary>
    func countLimits(_ search: LimitSearch) throws -> Int
    func limitSummary(_ id: ID, at now: Timestamp) throws -> LimitSummary?
    /// What takes up slots of a limit, the oldest first.
    func holders(ofLimit id: ID, limit: Int) throws -> Slice<LimitHolder>
    /// Runs of deployments that wait for a slot, those first that were to start first.
    func flowRuns(waitingForLimit id: ID, limit: Int) throws -> Slice<FlowRunSummary>
}
