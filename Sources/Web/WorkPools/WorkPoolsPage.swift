import Core

extension App {
    private static let workPoolsLength = 50

    /// `GET /work-pools`
    func showWorkPools(_ call: Call) throws -> Response {
        let now = call.request.now
        let query = call.pageQuery
        let pages = OffsetPages(query, length: App.workPoolsLength)
        let status = WorkStatus.allCases.first { $0.word == query["status"] }
        let search = WorkPoolSearch(name: query["name"], type: query["type"], status: status)
        let (found, count, types) = try storage.read { tx in
            (
                try tx.workPools(search, at: now, offset: pages.offset, limit: pages.length),
                try tx.countWorkPools(search), try tx.workPoolTypes()
            )
        }
        return show(
            HTMLPage(
                template: "WorkPoolsPage", title: "Work pools", section: .workPools,
                fields: [
                    "work_pools": .list(found.items.map(\.fields)), "count": .number(count),
                    "is_one": .flag(count == 1), "name": .text(search.name),
                    "types": .list(types.map { ["type": .text($0), "is_chosen": .flag($0 == search.type)] }),
                    "statuses": .list(
                        WorkStatus.allCases.map {
                            ["word": .text($0.word), "name": .text($0.name), "is_chosen": .flag($0 == search.status)]
                        }),
                    "is_filtered": .flag(search != WorkPoolSearch()), "pages": pages.fields(hasMore: found.hasMore),
                ]), to: call)
    }
}

extension WorkStatus {
    /// How the status is called in the address of a page, and to people.
    fileprivate var word: String {
        switch self {
        case .ready: "ready"
        case .notReady: "not-ready"
        case .paused: "paused"
        }
    }

    fileprivate var name: String { word.replacing("-", with: " ") }
}
