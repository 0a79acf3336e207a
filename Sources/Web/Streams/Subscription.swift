public import Core
public import JSON

/// What a client of a stream asks for in its first message after the handshake.
public struct Subscription<Filter: Sendable>: Sendable {
    public let filter: Filter
    /// Whether matching rows that are stored already are told first.
    public let wantsStored: Bool

    /// Reads `{"type":"filter","filter":{…},"backfill":true}`.
    fileprivate init<FilterBody: Body>(
        _ message: JSONValue, _ body: FilterBody.Type, _ filter: (FilterBody) -> Filter
    ) throws(SubscriptionProblem) {
        guard message["type"] == "filter" else { throw .noFilter }
        guard let given = message["filter"] else { throw .invalid("'filter'") }
        var problems = Problems()
        guard let read = Kind.object(body).read(given, [], &problems), problems.isEmpty else {
            throw .invalid(problems.list.map(\.sentence).joined(separator: "; "))
        }
        self.filter = filter(read)
        let stored = message["backfill"] ?? true
        wantsStored = stored != false && stored != .null
    }
}

/// Why a message asks for nothing.
public enum SubscriptionProblem: Error, Sendable, Equatable {
    case noFilter
    case invalid(String)
}

extension Subscription where Filter == EventFilter {
    /// Reads what a client wants of the stream of events.
    public init(_ message: JSONValue) throws(SubscriptionProblem) {
        try self.init(message, EventFilterBody.self) { $0.filter }
    }
}

extension Subscription where Filter == LogFilter {
    /// Reads what a client wants of the stream of log lines.
    public init(_ message: JSONValue) throws(SubscriptionProblem) {
        try self.init(message, LogFilterBody.self) { $0.filter }
    }
}

extension Failure.Problem {
    /// The place and what is wrong there, as in `event.name: Input should be a valid list`.
    fileprivate var sentence: String {
        let place = location.map { $0.string ?? $0.text }.joined(separator: ".")
        return place.isEmpty ? message : "\(place): \(message)"
    }
}
