public import Core
public import JSON

extension WirePlan {
    static let savedSearch = WirePlan(WireTable(wire: SavedSearch.wire, name: "saved_search"))
}

extension SQLTransaction: SavedSearchReading {
    public func writeSavedSearch(_ id: ID, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.savedSearch, "WHERE saved_search.id = \(id)", at: .earliest, into: &writer)
    }

    public func writeSavedSearches(page: Page, into writer: inout JSONWriter) throws {
        try writeRows(
            .savedSearch, "ORDER BY saved_search.name \(SQL.page(page))", at: .earliest, into: &writer)
    }

    public func savedSearch(named name: String) throws -> ID? {
        try connection.first("SELECT id FROM saved_search WHERE name = \(name)") { try $0.id(0) }
    }
}

extension SQLTransaction: SavedSearchWriting {
    public func insertSavedSearch(_ id: ID, name: String, filters: JSONValue, at now: Timestamp) throws {
        try connection.run(
            """
            INSERT INTO saved_search (id, created, updated, name, filters)
            VALUES (\(id), \(now), \(now), \(name), \(filters))
            """)
    }

    public func updateSavedSearch(_ id: ID, filters: JSONValue, at now: Timestamp) throws {
        try connection.run("UPDATE saved_search SET updated = \(now), filters = \(filters) WHERE id = \(id)")
    }

    public func deleteSavedSearch(_ id: ID) throws -> Bool {
        try connection.run("DELETE FROM saved_search WHERE id = \(id)") > 0
    }
}
