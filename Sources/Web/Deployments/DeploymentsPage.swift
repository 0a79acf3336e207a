import Core

extension App {
    private static let deploymentsLength = 50

    /// `GET /deployments`
    func showDeployments(_ call: Call) throws -> Response {
        let now = call.request.now
        let query = call.pageQuery
        let pages = OffsetPages(query, length: App.deploymentsLength)
        let asked = DeploymentSearch(
            name: query["name"], tag: query["tag"], isPaused: ["yes": true, "no": false][query["paused"] ?? ""])
        let (search, found, count) = try storage.read { tx in
            var search = asked
            // A pool that is not there has no deployments.
            search.workPool = try query["pool"].map { try tx.workPool(named: $0)?.id ?? .none }
            return (
                search, try tx.deployments(search, at: now, offset: pages.offset, limit: pages.length),
                try tx.countDeployments(search, bound: 10_000)
            )
        }
        return show(
            HTMLPage(
                template: "DeploymentsPage", title: "Deployments", section: .deployments,
                fields: [
                    "deployments": .list(found.items.map { $0.fields(at: now, zones: zones) }),
                    "count": .text(count.text),
                    "is_one": .flag(count == BoundedCount(1, bound: 2)),
                    "name": .text(search.name), "tag": .text(search.tag), "pool": .text(query["pool"]),
                    "is_filtered": .flag(search != DeploymentSearch()),
                    "only_paused": .flag(search.isPaused == true), "only_active": .flag(search.isPaused == false),
                    "pages": pages.fields(hasMore: found.hasMore),
                ]), to: call)
    }
}
