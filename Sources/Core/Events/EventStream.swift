/// A place in the stream of events, kept by whoever reads it.
///
/// A reader may begin with the events that are there already, in the order in which they occurred, and then goes on in the
/// order of their arrival: nothing is told twice and nothing is left out.
public enum EventPlace: Sendable, Equatable {
    /// Among those that had arrived up to the row `last`: next is what occurred after this.
    case stored(after: Timestamp, row: Int64, last: Int64)
    /// Next is what arrived after this row.
    case arriving(after: Int64)
}

/// Some of the events that a reader wants.
public struct EventPage: Sendable {
    /// Each as an object of the API, in JSON.
    public var events: [[UInt8]]
    /// Where to go on.
    public var next: EventPlace
    /// False when there is nothing to read for now.
    public var hasMore: Bool

    public init(events: [[UInt8]], next: EventPlace, hasMore: Bool) {
        self.events = events
        self.next = next
        self.hasMore = hasMore
    }
}
