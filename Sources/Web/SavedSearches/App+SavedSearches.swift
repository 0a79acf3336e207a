import Core
import JSON

extension App {
    private static let noSavedSearch = "Saved search not found"

    /// `PUT /api/saved_searches/`: makes a search, or gives the one of this name other filters.
    func putSavedSearch(_ call: Call) throws -> Response {
        let body = try call.body(SavedSearchBody.self)
        let now = call.request.now
        let new = effects.newID(at: now)
        return try storage.write { tx in
            let known = try tx.savedSearch(named: body.name)
            if let known {
                try tx.updateSavedSearch(known, filters: body.filters, at: now)
            } else {
                try tx.insertSavedSearch(new, name: body.name, filters: body.filters, at: now)
            }
            return try .found(known == nil ? .created : .ok, App.noSavedSearch) {
                try tx.writeSavedSearch(known ?? new, into: &$0)
            }
        }
    }

    /// `GET /api/saved_searches/{id}`
    func readSavedSearch(_ call: Call) throws -> Response {
        let id = try call.id()
        return try storage.read { tx in
            try .found(.ok, App.noSavedSearch) { try tx.writeSavedSearch(id, into: &$0) }
        }
    }

    /// `POST /api/saved_searches/filter`: all of them.
    func listSavedSearches(_ call: Call) throws -> Response {
        let page = try call.embeddedBody(PageBody.self).checked()
        return try storage.read { tx in try .list { try tx.writeSavedSearches(page: page, into: &$0) } }
    }

    /// `DELETE /api/saved_searches/{id}`
    func deleteSavedSearch(_ call: Call) throws -> Response {
        let id = try call.id()
        try storage.change(or: .notFound(App.noSavedSearch)) { try $0.deleteSavedSearch(id) }
        return .noContent
    }
}

/// The body of `PUT /api/saved_searches/`.
struct SavedSearchBody: Body {
    static let schemaName: String? = "SavedSearchCreate"
    let name: String
    let filters: JSONValue

    init(from reader: inout BodyReader) {
        name = reader.required("name", .string)
        let filters = reader.optional("filters", .list(of: .object(SavedSearchFilterBody.self)), default: [])
        self.filters = .array(filters.map { .object($0.members) })
    }
}

/// One of the filters of a saved search.
struct SavedSearchFilterBody: Body {
    static var ignoresUnknownMembers: Bool { true }
    let members: JSONObject

    init(from reader: inout BodyReader) {
        var members = JSONObject()
        for name in ["object", "property", "type", "operation"] {
            members[name] = .string(reader.required(name, .string))
        }
        members["value"] = reader.required("value", .any)
        self.members = members
    }
}

extension Routes {
    static let savedSearches: [Route] = [
        Route(
            "PUT /api/saved_searches/", App.putSavedSearch, "Keep a search, or change the one of that name",
            takes: .body(SavedSearchBody.self), gives: .one(SavedSearch.wire, .created, .ok)),
        Route(
            "POST /api/saved_searches/filter", App.listSavedSearches, "List searches that were kept",
            takes: .parameters(PageBody.self), gives: .list(SavedSearch.wire)),
        Route(
            "GET /api/saved_searches/{id}", App.readSavedSearch, "Read a search that was kept",
            gives: .one(SavedSearch.wire)),
        Route(
            "DELETE /api/saved_searches/{id}", App.deleteSavedSearch, "Delete a search that was kept",
            gives: .nothing),
    ]
}
