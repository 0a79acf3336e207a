/// Who holds slots.
public struct SlotHolder: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        case flowRun = "flow_run"
        case taskRun = "task_run"
        case deployment
    }

    public var kind: Kind
    public var id: ID

    public init(_ kind: Kind, _ id: ID) {
        self.kind = kind
        self.id = id
    }

    /// A run as a holder.
    public init(_ run: RunFacts) { self.init(run.kind == .flowRun ? .flowRun : .taskRun, run.id) }
}

/// Slots that somebody takes: of each limit as many.
public struct SlotTaking: Sendable, Equatable {
    public var limits: [ID]
    public var slots: Int64
    /// nil for clients that do not say who they are.
    public var holder: SlotHolder?
    /// nil for slots that are held until they are given back.
    public var lease: ConcurrencyLease?
    /// True for the slots that the server takes for a run because it is under way, not those that the run's code takes.
    public var isByRule: Bool

    public init(
        limits: [ID], slots: Int64 = 1, holder: SlotHolder? = nil, lease: ConcurrencyLease? = nil,
        isByRule: Bool = false
    ) {
        self.limits = limits
        self.slots = slots
        self.holder = holder
        self.lease = lease
        self.isByRule = isByRule
    }
}

/// Which slots are to come free.
public enum SlotSelection: Sendable, Equatable {
    /// Those of a lease, which ends.
    case lease(ID)
    /// All that somebody holds.
    case holder(SlotHolder)
    /// What somebody held at a moment: slots taken later stay.
    case holderUntil(SlotHolder, Timestamp)
    /// What the server took for a run because it was under way.
    case byRule(SlotHolder)
    /// What somebody holds of some limits.
    case holderOf(SlotHolder, limits: [ID])
    /// So many of each limit, the oldest first, of those that nobody is named as the holder of. The time is how long
    /// they were held, as the client says.
    case unnamed(limits: [ID], slots: Int64, occupancy: Double?)
    /// All of a limit.
    case all(limit: ID)
    /// One row of what is held of a limit.
    case row(Int64, limit: ID)
}

/// Something that is to happen to slots.
public enum SlotChange: Sendable, Equatable {
    case take(SlotTaking)
    case free(SlotSelection)
    /// A lease lasts longer.
    case renew(lease: ID, until: Timestamp)
    /// What a lease holds is held without it from now on, for a client that would not renew it.
    case outliveLease(ID)
    /// Somebody was told to come back to a limit later.
    case wait(limit: ID, WaitingLine)
}
