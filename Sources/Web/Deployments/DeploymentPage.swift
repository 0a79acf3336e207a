import Core
import JSON

extension App {
    private static let upcomingLength = 5
    private static let recentLength = 20

    /// `GET /deployments/deployment/{id}`
    func showDeployment(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        return try storage.read { tx in
            guard let deployment = try tx.deploymentDetail(id, at: now) else { throw Failure.noDeploymentPage }
            var ahead = FlowRunSearch()
            ahead.deployments = [id]
            ahead.states = [StateChoice(type: .scheduled)]
            ahead.from = now
            ahead.order = .oldestFirst
            var past = FlowRunSearch()
            past.deployments = [id]
            past.to = now
            let upcoming = try tx.findFlowRuns(ahead, limit: App.upcomingLength, counting: false).runs
            let recent = try tx.findFlowRuns(past, limit: App.recentLength, counting: false).runs
            let fields: PageFields = [
                "upcoming": .list(upcoming.items.map { $0.fields(at: now) }), "has_more_ahead": .flag(upcoming.hasMore),
                "runs": .list(recent.items.map { $0.fields(at: now) }), "has_more_runs": .flag(recent.hasMore),
            ]
            return show(
                HTMLPage(
                    template: "DeploymentPage", title: deployment.tabTitle, section: .deployments,
                    fields: deployment.fields(at: now, zones: zones).adding(fields), hasForms: true), to: call)
        }
    }
}

extension Failure {
    static let noDeploymentPage = Failure.notFound("There is no deployment with this id.")
}

extension DeploymentDetail {
    fileprivate var tabTitle: String { (summary.isPaused ? "Paused · " : "") + "\(summary.name) · deployment" }

    func fields(at now: Timestamp, zones: TimeZones) -> PageFields {
        summary.fields(at: now, zones: zones).adding([
            "heading": .text(summary.name), "deployment_id": .text(summary.id.description),
            "description": .text(description), "version": .text(version),
            "entrypoint": .text(entrypoint), "path": .text(path), "created": .time(created, at: now),
            "updated": .time(updated, at: now), "last_polled": .time(lastPolled, at: now),
            "status": .text(status == "READY" ? "ready" : "not ready"), "is_ready": .flag(status == "READY"),
            "concurrency_limit": concurrencyLimit.map(PageValue.number) ?? .nothing,
            "parameters": .text(parameters.object?.isEmpty == false ? parameters.indented : nil),
            "runs_query": .text("deployment=" + PercentCoding.encode("\(summary.flow.name)/\(summary.name)")),
        ])
    }
}
