import Core

extension App {
    private static let artifactsLength = 50

    /// `GET /artifacts`: the latest artifact of each key.
    func showArtifacts(_ call: Call) throws -> Response {
        let now = call.request.now
        let query = call.pageQuery
        let pages = OffsetPages(query, length: App.artifactsLength)
        let search = ArtifactSearch(key: query["key"], type: query["type"])
        let (found, count, types) = try storage.read { tx in
            (
                try tx.latestArtifacts(search, offset: pages.offset, limit: pages.length),
                try tx.countLatestArtifacts(search), try tx.artifactTypes()
            )
        }
        return show(
            HTMLPage(
                template: "ArtifactsPage", title: "Artifacts", section: .artifacts,
                fields: [
                    "artifacts": .list(found.items.map { $0.fields(at: now) }), "count": .number(count),
                    "is_one": .flag(count == 1), "key": .text(search.key),
                    "types": .list(types.map { ["type": .text($0), "is_chosen": .flag($0 == search.type)] }),
                    "is_filtered": .flag(search != ArtifactSearch()), "pages": pages.fields(hasMore: found.hasMore),
                ]), to: call)
    }
}

extension ArtifactSummary {
    /// One row of a list.
    func fields(at now: Timestamp) -> PageFields {
        [
            "id": .text(id.description), "name": .text(key ?? type ?? "artifact"), "key": .text(key),
            "type": .text(type), "description": .text(description), "created": .time(created, at: now),
            "updated": .time(updated, at: now), "flow_run": .group(flowRun?.fields),
            "task_run": .group(taskRun?.fields),
        ]
    }
}

extension Slice<ArtifactSummary> {
    /// What the page of a run shows of its artifacts; nothing where it has none.
    func panel(at now: Timestamp) -> PageValue {
        guard !items.isEmpty else { return .nothing }
        return .group(["artifacts": .list(items.map { $0.fields(at: now) }), "is_cut": .flag(hasMore)])
    }
}
