public import JSON

/// A saved search: filters under a name, which the server keeps for its web interface and does not understand.
public enum SavedSearch {
    /// One condition of a search, as Prefect's pages write it.
    private static let filter = WireObject(
        "SavedSearchFilter",
        [
            .init("object", .text), .init("property", .text), .init("type", .text), .init("operation", .text),
            .nullable("value", .json(default: nil)),
        ])

    public static let wire = WireObject(
        "SavedSearch",
        [
            .init("id", .id),
            .init("created", .time),
            .init("updated", .time),
            .init("name", .text),
            .init("filters", .json(default: []), as: .list(.object(filter))),
        ])
}

/// What can be asked about saved searches.
public protocol SavedSearchReading {
    /// Writes a search as an object. False, with nothing written, when there is none.
    func writeSavedSearch(_ id: ID, into writer: inout JSONWriter) throws -> Bool
    /// Writes the searches of a page by name, one after another.
    func writeSavedSearches(page: Page, into writer: inout JSONWriter) throws
    func savedSearch(named name: String) throws -> ID?
}

/// What can be changed about saved searches.
public protocol SavedSearchWriting {
    /// Adds a search; its name must be free.
    func insertSavedSearch(_ id: ID, name: String, filters: JSONValue, at now: Timestamp) throws
    func updateSavedSearch(_ id: ID, filters: JSONValue, at now: Timestamp) throws
    /// False when there is none.
    func deleteSavedSearch(_ id: ID) throws -> Bool
}
