public import Core
import JSON

extension WirePlan {
    static let event = WirePlan(WireTable(wire: Event.wire, name: "event"))
}

extension SQLTransaction: EventReading {
    /// Rows that are looked at for one page, and the bytes after which a page ends.
    private static let pageRows = 250
    private static let pageBytes = 1 << 20

    public func eventPlace(storedSince since: Timestamp?) throws -> EventPlace {
        let last = Int64(try connection.count("SELECT coalesce(max(sequence), 0) FROM event"))
        guard let since else { return .arriving(after: last) }
        return .stored(after: since - Interval(microseconds: 1), row: .max, last: last)
    }

    public func events(_ filter: EventFilter, from place: EventPlace) throws -> EventPage {
        let found = try candidates(filter, from: place)
        var page = EventPage(events: [], next: place, hasMore: found.count == SQLTransaction.pageRows)
        var bytes = 0
        for candidate in found {
            page.next = place.moved(past: candidate)
            guard filter.matches(candidate.event) else { continue }
            var writer = JSONWriter()
            _ = try writeRow(
                .event, "WHERE event.sequence = \(candidate.sequence)", at: candidate.event.received, into: &writer)
            page.events.append(writer.bytes)
            bytes += writer.bytes.count
            if bytes > SQLTransaction.pageBytes {
                page.hasMore = true
                return page
            }
        }
        guard !page.hasMore else { return page }
        switch place {
        case .stored(_, _, let last):
            page.next = .arriving(after: last)
            page.hasMore = true
        case .arriving(let row):
            // Rows that the conditions leave out need not be looked at again.
            let last = Int64(try connection.count("SELECT coalesce(max(sequence), 0) FROM event"))
            page.next = .arriving(after: max(last, row))
        }
        return page
    }

    /// The next rows of which the indexed conditions hold; the filter has yet to be asked.
    private func candidates(_ filter: EventFilter, from place: EventPlace) throws -> [EventCandidate] {
        let payload: SQL = filter.text == nil ? "'{}'" : "payload"
        return try connection.rows(
            """
            SELECT sequence, id, occurred, received, event, resource, related, \(payload) FROM event
            WHERE \(SQL.all(SQL.conditions(of: filter, at: place)))
            ORDER BY \(place.order) LIMIT \(SQLTransaction.pageRows)
            """, EventCandidate.init(row:))
    }
}

/// A row of an event with what a filter looks at.
private struct EventCandidate {
    let sequence: Int64
    let event: Event

    init(row: borrowing Row) throws {
        sequence = row.int(0)
        event = Event(
            id: try row.id(1), occurred: row.time(2), received: row.time(3), name: row.text(4),
            resource: try row.json(5).object ?? JSONObject(),
            related: try row.json(6).array?.compactMap(\.object) ?? [],
            payload: try row.json(7).object ?? JSONObject())
    }
}

extension EventPlace {
    fileprivate func moved(past candidate: EventCandidate) -> EventPlace {
        switch self {
        case .stored(_, _, let last):
            .stored(after: candidate.event.occurred, row: candidate.sequence, last: last)
        case .arriving: .arriving(after: candidate.sequence)
        }
    }

    fileprivate var order: SQL {
        switch self {
        case .stored: "occurred, sequence"
        case .arriving: "sequence"
        }
    }
}

extension SQL {
    /// What the database can check of a filter, and the place. The filter itself checks everything again.
    fileprivate static func conditions(of filter: EventFilter, at place: EventPlace) -> [SQL] {
        var conditions: [SQL]
        // A plus keeps a condition from choosing the index: rows are walked in the order of the place.
        let plus: SQL
        switch place {
        case .stored(let moment, let row, let last):
            conditions = ["(occurred, sequence) > (\(moment), \(row))", "+sequence <= \(last)"]
            plus = ""
        case .arriving(let row):
            conditions = ["sequence > \(row)"]
            plus = "+"
        }
        if let since = filter.since { conditions.append("\(plus)occurred >= \(since)") }
        if let until = filter.until { conditions.append("\(plus)occurred <= \(until)") }
        if !filter.names.isEmpty { conditions.append("event IN \(SQL.list(filter.names))") }
        if !filter.ids.isEmpty { conditions.append("\(plus)id IN \(SQL.list(filter.ids))") }
        if let ids = filter.resource?.ids, !ids.isEmpty {
            conditions.append("\(plus)resource_id IN \(SQL.list(ids))")
        }
        return conditions
    }
}
