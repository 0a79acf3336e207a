import Core

extension App {
    private static let flowsLength = 50
    private static let flowDeploymentsLength = 50
    private static let flowRunsOfFlowLength = 20

    /// `GET /flows`
    func showFlows(_ call: Call) throws -> Response {
        let now = call.request.now
        let pages = OffsetPages(call.pageQuery, length: App.flowsLength)
        let part = call.pageQuery["name"]
        let flows = try storage.read { try $0.flows(named: part, at: now, offset: pages.offset, limit: pages.length) }
        return show(
            HTMLPage(
                template: "FlowsPage", title: "Flows", section: .flows,
                fields: [
                    "flows": .list(flows.items.map { $0.fields(at: now) }), "name": .text(part),
                    "is_filtered": .flag(part != nil), "pages": pages.fields(hasMore: flows.hasMore),
                ]), to: call)
    }

    /// `GET /flows/flow/{id}`
    func showFlow(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        return try storage.read { tx in
            guard let flow = try tx.flowSummary(id, at: now) else {
                throw Failure.notFound("There is no flow with this id.")
            }
            let deployments = try tx.deployments(
                DeploymentSearch(flow: id), at: now, offset: 0, limit: App.flowDeploymentsLength)
            var search = FlowRunSearch()
            search.flow = id
            search.to = now
            let runs = try tx.findFlowRuns(search, limit: App.flowRunsOfFlowLength, counting: false).runs
            let fields: PageFields = [
                "deployments": .list(deployments.items.map { $0.fields(at: now, zones: zones) }),
                "deployments_cut": .flag(deployments.hasMore),
                "runs": .list(runs.items.map { $0.fields(at: now) }), "has_more_runs": .flag(runs.hasMore),
                "runs_query": .text("flow=" + PercentCoding.encode(flow.name)),
            ]
            return show(
                HTMLPage(
                    template: "FlowPage", title: "\(flow.name) · flow", section: .flows,
                    fields: flow.fields(at: now).adding(fields)), to: call)
        }
    }
}

extension FlowSummary {
    fileprivate func fields(at now: Timestamp) -> PageFields {
        [
            "id": .text(id.description), "name": .text(name), "heading": .text(name), "tags": .texts(tags),
            "created": .time(created, at: now), "deployment_count": .number(deployments),
            "last_run": .group(lastRun?.fields(at: now)),
        ]
    }
}
