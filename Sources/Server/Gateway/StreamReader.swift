import Core
import JSON
import Web

/// Reads a stream page by page. A value: each page comes with the reader of the next one.
struct StreamReader: Sendable {
    private enum Source {
        case events(EventFilter, since: Timestamp?, place: EventPlace?)
        case logs(LogFilter, place: LogPlace?)
        /// The pool as a worker last saw it, and how often it has been told of it.
        case workPool(ID, seen: Timestamp, told: Int64, Effects)
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

    /// The changes of a work pool since a worker saw it; each page is one message as it is sent.
    static func workPool(_ id: ID, seen: Timestamp, effects: Effects) -> StreamReader {
        StreamReader(source: .workPool(id, seen: seen, told: 1, effects))
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
        case .workPool(let id, let seen, let told, let effects):
            let now = effects.now()
            let stamp = WorkerFrames.Stamp(id: effects.newID(at: now), at: now)
            let news = try storage.read { transaction -> (revision: Timestamp, frame: [UInt8])? in
                guard let revision = try transaction.workPoolRevision(id) else {
                    throw WorkerChannelRefusal.authorizationFailed
                }
                guard revision != seen else { return nil }
                return (revision, try WorkerFrames.changed(pool: id, number: told + 1, stamp, from: transaction))
            }
            guard let news else { return Page(rows: [], next: self, hasMore: false) }
            let next = StreamReader(source: .workPool(id, seen: news.revision, told: told + 1, effects))
            return Page(rows: [news.frame], next: next, hasMore: false)
        }
    }
}
