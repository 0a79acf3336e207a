public import JSON

/// A promise to hold slots for a time: it ends by itself unless it is renewed, so that who holds it may crash.
///
/// There are no limits that a client could name yet, so what is held is nothing; clients take and renew leases all the same.
public struct ConcurrencyLease: Sendable, Equatable {
    public var id: ID
    public var expires: Timestamp
    /// Who holds it, as the client said: a type and an id.
    public var holder: JSONObject?

    public init(id: ID, expires: Timestamp, holder: JSONObject?) {
        self.id = id
        self.expires = expires
        self.holder = holder
    }
}

/// What can be changed about leases.
public protocol ConcurrencyWriting {
    /// Keeps a lease and lets go of those that have ended.
    func insertLease(_ lease: ConcurrencyLease, at now: Timestamp) throws
    /// Moves the end of a lease. False when there is none of that id that has not ended.
    func renewLease(_ id: ID, until expires: Timestamp, at now: Timestamp) throws -> Bool
    /// Ends a lease, if there is one.
    func endLease(_ id: ID) throws
}
