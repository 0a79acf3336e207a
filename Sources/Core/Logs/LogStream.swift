/// A place in the stream of log lines: next is what arrived after this row.
public struct LogPlace: Sendable, Equatable {
    public var row: Int64

    public init(row: Int64) { self.row = row }
}

/// Some of the log lines that a reader wants.
public struct LogPage: Sendable {
    /// Each as an object of the API, in JSON.
    public var logs: [[UInt8]]
    /// Where to go on.
    public var next: LogPlace
    /// False when there is nothing to read for now.
    public var hasMore: Bool

    public init(logs: [[UInt8]], next: LogPlace, hasMore: Bool) {
        self.logs = logs
        self.next = next
        self.hasMore = hasMore
    }
}
