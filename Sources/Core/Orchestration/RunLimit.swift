public import JSON

/// How many runs of a deployment may be under way together, and what becomes of those beyond.
public struct RunLimit: Sendable, Equatable {
    /// What becomes of a run for which there is no slot.
    public enum Collision: String, Sendable {
        /// It is scheduled anew, and starts when a slot comes free.
        case enqueue = "ENQUEUE"
        case cancelNew = "CANCEL_NEW"
    }

    /// nil for a deployment without a limit, or with one that is not active.
    public var limit: LimitFacts?
    public var collision: Collision
    /// How long a run holds its slot until its process is there to renew the lease.
    public var grace: Interval

    /// How long a run without a slot waits before it is looked at again in any case.
    public var wait: Interval

    /// - Parameter options: a deployment's `concurrency_options` as they are kept.
    public init(limit: LimitFacts?, options: JSONObject?, bounds: Bounds = Bounds()) {
        self.limit = limit.flatMap { $0.isActive ? $0 : nil }
        collision = options?["collision_strategy"]?.string.flatMap(Collision.init) ?? .enqueue
        grace = options?["grace_period_seconds"]?.int.map(Interval.seconds) ?? bounds.deploymentLease
        wait = bounds.deploymentSlotWait
    }
}

extension RunLimit {
    /// Taking a slot for a run whose state has this id, with a lease that goes into the state.
    func taking(_ limit: LimitFacts, for run: RunFacts, entering state: inout State, at now: Timestamp) -> SlotChange {
        let lease = ConcurrencyLease(id: state.id.derived(for: 3, at: now), expires: now + grace)
        state.details.deploymentLeaseID = lease.id
        return .take(SlotTaking(limits: [limit.id], holder: SlotHolder(run), lease: lease, isByRule: true))
    }
}
