import Core
import JSON
import Web

/// Reads a stream page by page. A value: each page comes with the reader of the next one.
struct StreamReader: Sendable {
    private enum Source {
        case events(EventFilter, since: Timestamp?, place: EventPlace?)
        case logs(LogFilter, place: LogPlace?)
    }

    /// How far back stored events are told, as in Prefect's server.
    private static let longestLook = Interval.minutes(15)

    private var source: Source

    /// A page of messages, and what comes after it.
    struct Page: Sendable {
        var rows: [[UInt8]]
        var next: StreamReader
        /// False when there is nothing to read for now.
        var hasMore: Bool
    }

    /// The stream that a message to `/api/events/out` asks for.
    static func events(_ message: JSONValue, at now: Timestamp) throws(SubscriptionProblem) -> StreamReader {
        let wanted = try Subscription<EventFilter>(message)
        var filter = wanted.filter
        let earliest = now - longestLook
        let since = max(earliest, filter.since ?? earliest)
        filter.since = since
        return StreamReader(source: .events(filter, since: wanted.wantsStored ? since : nil, place: nil))
    }

    /// The stream that a message to `/api/logs/out` asks for: lines that arrive from now on.
    static func logs(_ message: JSONValue) throws(SubscriptionProblem) -> StreamReader {
        StreamReader(source: .logs(try Subscription<LogFilter>(message).filter, place: nil))
    }

    /// Reads the next page. Blocks: never called on an event loop.
    func page(of storage: any Storage) throws -> Page {
        switch source {
        case .events(let filter, let since, let place):
            let page = try storage.read { transaction in
                try transaction.events(filter, from: try place ?? transaction.eventPlace(storedSince: since))
            }
            let next = StreamReader(source: .events(filter, since: since, place: page.next))
            return Page(rows: page.events, next: next, hasMore: page.hasMore)
        case .logs(let filter, let place):
            let page = try storage.read { transaction in
                try transaction.logs(filter, from: try place ?? transaction.logPlace())
            }
            return Page(
                rows: page.logs, next: StreamReader(source: .logs(filter, place: page.next)), hasMore: page.hasMore)
        }
    }
}
