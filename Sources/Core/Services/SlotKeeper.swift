/// Frees slots that nobody gives back: of leases whose time is over and of runs that are over; and has runs start that wait
/// for a slot which is free.
public struct SlotKeeper: Service {
    public let name = "slot-keeper"
    public let interval = Interval.seconds(5)

    /// Rows of each kind that one transaction changes at most.
    static let atMost = 200
    /// How long a run is over before its slots are taken from it: its client may be about to give them back.
    static let grace = Interval.seconds(60)

    public init() {}

    public func tick(_ storage: any Storage, at now: Timestamp, effects: Effects) throws -> Tick {
        try storage.write { tx in
            let ended = try tx.endExpiredLeases(atMost: SlotKeeper.atMost, at: now)
            let freed = try tx.freeSlotsOfRunsOver(
                since: now - SlotKeeper.grace, atMost: SlotKeeper.atMost, at: now)
            let woken = try tx.wakeWaitingRuns(atMost: SlotKeeper.atMost, at: now)
            return Tick(hasMore: max(ended, freed, woken) >= SlotKeeper.atMost)
        }
    }
}
