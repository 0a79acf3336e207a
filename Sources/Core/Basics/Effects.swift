/// Everything the rules need from the world: the clock and chance. Tests bring their own.
///
/// The clock is read once a request or tick, and the moment handed on.
public struct Effects: Sendable {
    public var now: @Sendable () -> Timestamp
    public var random: @Sendable () -> UInt64

    public init(now: @escaping @Sendable () -> Timestamp, random: @escaping @Sendable () -> UInt64) {
        self.now = now
        self.random = random
    }

    /// A new id for something made at `moment`.
    public func newID(at moment: Timestamp) -> ID { ID(at: moment, random: (random(), random())) }

    /// New ids for things made together, ascending, so that the ids keep the order of the things.
    public func newIDs(_ count: Int, at moment: Timestamp) -> [ID] {
        (0..<count).map { _ in newID(at: moment) }.sorted()
    }
}
