public import JSON

/// What can be asked about limits and their slots.
public protocol ConcurrencyReading {
    /// Writes a limit as an object. False, with nothing written, when there is none.
    func writeLimit(_ key: LimitKey, at now: Timestamp, into writer: inout JSONWriter) throws -> Bool
    /// Writes a limit with the members that are shown when it is made.
    func writeCreatedLimit(_ id: ID, at now: Timestamp, into writer: inout JSONWriter) throws -> Bool
    /// Writes limits one after another, by name.
    func writeLimits(_ page: Page, at now: Timestamp, into writer: inout JSONWriter) throws
    /// Writes what takes up slots of a limit, the oldest first.
    func writeHolders(ofLimit id: ID, into writer: inout JSONWriter) throws
    /// Writes a limit of a tag as older clients know it. False, with nothing written, when there is none.
    func writeTagLimit(_ key: LimitKey, into writer: inout JSONWriter) throws -> Bool
    /// Writes the limits of tags one after another, by name.
    func writeTagLimits(_ page: Page, into writer: inout JSONWriter) throws

    /// A limit with the slots that are taken now; nil when there is none.
    func limit(_ key: LimitKey, at now: Timestamp) throws -> LimitFacts?
    /// The limits of some names, by name, with the slots that are taken now. What one holder has counts for others only.
    func limits(named names: [String], except holder: SlotHolder?, at now: Timestamp) throws -> [LimitFacts]
}

/// What can be changed about limits and their slots.
public protocol ConcurrencyWriting {
    func insertLimit(_ limit: NewLimit, at now: Timestamp) throws
    /// Changes what is given and lets those who wait in where that makes room. False when there is no such limit.
    func updateLimit(_ id: ID, _ change: LimitChange, at now: Timestamp) throws -> Bool
    /// Deletes a limit with what is held of it; whoever waits for it need not any more.
    func deleteLimit(_ id: ID, at now: Timestamp) throws

    /// Keeps a lease, whether it holds anything or not.
    func insertLease(_ lease: ConcurrencyLease, at now: Timestamp) throws
    /// Moves the end of a lease. False when there is none of that id any more.
    func renewLease(_ id: ID, until expires: Timestamp) throws -> Bool
    /// Ends leases whose time is over, at most so many, and frees their slots. Returns how many it ended.
    func endExpiredLeases(atMost count: Int, at now: Timestamp) throws -> Int
    /// Frees slots of runs that were over some time ago and that nobody gave back, at most so many. Returns how many.
    func freeSlotsOfRunsOver(since moment: Timestamp, atMost count: Int, at now: Timestamp) throws -> Int
    /// Has runs start that wait for a slot although one is free. Returns how many.
    func wakeWaitingRuns(atMost count: Int, at now: Timestamp) throws -> Int

    /// Does what a rule or a client wants with slots. Freeing some wakes the runs that wait longest for them.
    func apply(_ change: SlotChange, at now: Timestamp) throws
}

/// A promise to hold slots for a time: it ends by itself unless it is renewed, so that who holds it may crash.
public struct ConcurrencyLease: Sendable, Equatable {
    public var id: ID
    public var expires: Timestamp

    public init(id: ID, expires: Timestamp) {
        self.id = id
        self.expires = expires
    }
}
