import Core

extension App {
    private static let limitsLength = 50

    /// `GET /concurrency-limits`
    func showLimits(_ call: Call) throws -> Response {
        let now = call.request.now
        let query = call.pageQuery
        let pages = OffsetPages(query, length: App.limitsLength)
        let search = LimitSearch(
            name: query["name"], kind: query["kind"].flatMap(LimitKind.init(rawValue:)),
            isActive: query["active"].flatMap { ["yes": true, "no": false][$0] })
        let (found, count) = try storage.read { tx in
            (
                try tx.limitSummaries(search, at: now, offset: pages.offset, limit: pages.length),
                try tx.countLimits(search)
            )
        }
        return show(
            HTMLPage(
                template: "LimitsPage", title: "Concurrency limits", section: .limits,
                fields: [
                    "limits": .list(found.items.map(\.fields)), "count": .number(count), "is_one": .flag(count == 1),
                    "name": .text(search.name),
                    "kinds": .list(
                        LimitKind.allCases.map {
                            [
                                "word": .text($0.rawValue), "name": .text($0.words),
                                "is_chosen": .flag($0 == search.kind),
                            ]
                        }),
                    "wants_active": .flag(search.isActive == true), "wants_inactive": .flag(search.isActive == false),
                    "is_filtered": .flag(search != LimitSearch()), "pages": pages.fields(hasMore: found.hasMore),
                ], hasForms: true), to: call)
    }
}

extension LimitKind {
    /// To people.
    var words: String {
        switch self {
        case .name: "by name"
        case .tag: "tag of task runs"
        case .deployment: "deployment"
        }
    }
}

extension LimitSummary {
    /// What people call it: a deployment by its name, a tag without what marks it as one.
    var shownName: String {
        switch kind {
        case .deployment: deployment?.name ?? name
        case .tag: String(name.dropFirst(TagLimit.prefix.count))
        case .name: name
        }
    }

    /// One row of the list of limits.
    var fields: PageFields {
        [
            "id": .text(id.description), "name": .text(shownName), "kind": .text(kind.words),
            "taken": .number(taken), "limit": .text(String(slots)), "limit_words": .number(slots),
            "is_active": .flag(isActive), "is_full": .flag(isActive && taken >= slots),
            "waiting": waiting > 0 ? .number(waiting) : .nothing,
            "decay": .text(decay > 0 ? decay.plain : nil),
        ]
    }
}

extension Double {
    /// `2` and `0.5`: no more digits than needed.
    var plain: String { Int64(exactly: self).map(String.init) ?? String(self) }
}
