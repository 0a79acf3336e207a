/// Work that nobody asks for in a request: it is due again and again, and a tick that runs twice does no harm.
public protocol Service: Sendable {
    /// One word, as in the setting that chooses services and in the table of last ticks.
    var name: String { get }
    /// How long to wait from one tick to the next.
    var interval: Interval { get }
    /// Does one bounded piece of what is due.
    func tick(_ storage: any Storage, at now: Timestamp, effects: Effects) throws -> Tick
}

/// What came of a tick.
public struct Tick: Sendable, Equatable {
    /// More is due already: the next tick should not wait.
    public var hasMore: Bool
    /// What the person who runs the server should know, one sentence each.
    public var notices: [String]

    public init(hasMore: Bool = false, notices: [String] = []) {
        self.hasMore = hasMore
        self.notices = notices
    }
}

/// What can be asked about services.
public protocol ServiceReading {
    /// When each service last did its work without an error.
    func lastTicks() throws -> [String: Timestamp]
}

/// What can be changed about services.
public protocol ServiceWriting {
    func recordTick(ofService name: String, at now: Timestamp) throws
}
