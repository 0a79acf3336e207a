public import Core
public import JSON

/// What a client of the stream of events asks for in its first message after the handshake.
public struct EventSubscription: Sendable {
    public let filter: EventFilter
    /// Whether matching events that are stored already are told first.
    public let wantsStored: Bool

    /// Why a message asks for nothing.
    public enum Problem: Error, Sendable, Equatable {
        case noFilter
        case invalid(String)
    }

    /// Reads `{"type":"filter","filter":{…},"backfill":true}`.
    public init(_ message: JSONValue) throws(Problem) {
        guard message["type"] == "filter" else { throw .noFilter }
        guard let filter = message["filter"] else { throw .invalid("'filter'") }
        var problems: [Failure.Problem] = []
        let body = Kind.object(EventFilterBody.self).read(filter, [], &problems)
        guard let body, problems.isEmpty else {
            throw .invalid(problems.map(\.sentence).joined(separator: "; "))
        }
        self.filter = body.filter
        let stored = message["backfill"] ?? true
        wantsStored = stored != false && stored != .null
    }
}

extension Failure.Problem {
    /// The place and what is wrong there, as in `event.name: Input should be a valid list`.
    fileprivate var sentence: String {
        let place = location.map { $0.string ?? $0.text }.joined(separator: ".")
        return place.isEmpty ? message : "\(place): \(message)"
    }
}
