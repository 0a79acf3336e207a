import Core

extension App {
    private static let blocksLength = 50

    /// `GET /blocks`
    func showBlocks(_ call: Call) throws -> Response {
        let now = call.request.now
        let query = call.pageQuery
        let pages = OffsetPages(query, length: App.blocksLength)
        let search = BlockSearch(name: query["name"], type: query["type"])
        let (found, count, types) = try storage.read { tx in
            (
                try tx.blocks(search, offset: pages.offset, limit: pages.length), try tx.countBlocks(search),
                try tx.blockTypesInUse()
            )
        }
        return show(
            HTMLPage(
                template: "BlocksPage", title: "Blocks", section: .blocks,
                fields: [
                    "blocks": .list(found.items.map { $0.fields(at: now) }), "count": .number(count),
                    "is_one": .flag(count == 1), "name": .text(search.name),
                    "types": .list(
                        types.map {
                            [
                                "slug": .text($0.slug), "name": .text($0.name),
                                "is_chosen": .flag($0.slug == search.type),
                            ]
                        }),
                    "is_filtered": .flag(search != BlockSearch()), "pages": pages.fields(hasMore: found.hasMore),
                ]), to: call)
    }
}

extension BlockDocumentSummary {
    /// One row of a list.
    func fields(at now: Timestamp) -> PageFields {
        [
            "id": .text(id.description), "name": .text(name), "type": .text(typeName),
            "capabilities": .texts(capabilities), "updated": .time(updated, at: now),
        ]
    }
}
