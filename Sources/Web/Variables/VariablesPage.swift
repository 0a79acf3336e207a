import Core
import JSON

extension App {
    private static let variablesLength = 50

    /// `GET /variables`
    func showVariables(_ call: Call) throws -> Response {
        let now = call.request.now
        let query = call.pageQuery
        let pages = OffsetPages(query, length: App.variablesLength)
        let search = VariableSearch(name: query["name"], tag: query["tag"])
        let (found, count) = try storage.read { tx in
            (try tx.variables(search, offset: pages.offset, limit: pages.length), try tx.countVariables(search))
        }
        return show(
            HTMLPage(
                template: "VariablesPage", title: "Variables", section: .variables,
                fields: [
                    "variables": .list(found.items.map { $0.fields(at: now) }), "count": .number(count),
                    "is_one": .flag(count == 1), "name": .text(search.name), "tag": .text(search.tag),
                    "is_filtered": .flag(search != VariableSearch()), "pages": pages.fields(hasMore: found.hasMore),
                ]), to: call)
    }
}

extension VariableSummary {
    private static let shownOfValue = 120

    /// One row of the list, with the beginning of the value.
    fileprivate func fields(at now: Timestamp) -> PageFields {
        let text = variable.value.text
        let isLong = text.unicodeScalars.count > Self.shownOfValue
        let beginning = String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.shownOfValue)))
        return [
            "id": .text(variable.id.description), "name": .text(variable.name),
            "value": .text(isLong ? beginning + "…" : text), "tags": .texts(variable.tags),
            "updated": .time(updated, at: now),
        ]
    }
}
