import Core

extension App {
    /// `GET /`: what needs a look, and how to connect.
    func showStart(_ call: Call) throws -> Response {
        let now = call.request.now
        let day = Interval.hours(24)
        let view = try storage.read { tx in
            try StartView(
                counts: tx.countFlowRunStates(since: now - day, until: now),
                running: tx.findFlowRuns(.running, limit: StartView.length, counting: true),
                late: tx.findFlowRuns(.late, limit: StartView.length, counting: true),
                failed: tx.findFlowRuns(.failed(since: now - day), limit: StartView.length, counting: true),
                upcoming: tx.upcomingFlowRuns(after: now, limit: StartView.length),
                deployments: tx.countDeployments(DeploymentSearch(), bound: 10_000))
        }
        let api = call.request.origin + settings.basePath + "/api"
        let services = try serviceStandings(at: now)
        let stuck = services.count { $0.isStuck(at: now) }
        let foot: PageFields = [
            "services": .list(services.map { $0.fields(at: now) }), "has_services": .flag(!services.isEmpty),
            "stuck": stuck > 0 ? .number(stuck) : .nothing,
        ]
        return show(
            HTMLPage(
                template: "StartPage", title: view.title, section: .start,
                fields: view.fields(api: api, at: now).adding(foot)), to: call)
    }
}

/// What the start page shows.
private struct StartView: Sendable {
    static let length = 8

    var counts: [StateCount]
    var running: FlowRunFindings
    var late: FlowRunFindings
    var failed: FlowRunFindings
    var upcoming: [FlowRunSummary]
    var deployments: BoundedCount

    /// The tab tells the number that matters most.
    var title: String {
        if late.count.value > 0 { return "\(late.count.text) late" }
        return running.count.value > 0 ? "\(running.count.text) running" : "Overview"
    }

    func fields(api: String, at now: Timestamp) -> PageFields {
        let isEmpty = counts.isEmpty && upcoming.isEmpty && deployments.value == 0
        return [
            "api": .text(api), "is_empty": .flag(isEmpty), "has_anything": .flag(!isEmpty),
            "counts": .list(
                counts.map { count in
                    let mark = StateMark(type: count.type, name: count.name, since: now)
                    let word = mark.kind
                    return [
                        "kind": .text(mark.kind), "name": .text(count.name), "count": .text(count.count.text),
                        "query": .text("state=\(word)&when=day"),
                    ]
                }),
            "running": panel(running, query: "state=running&when=any", at: now),
            "late": panel(late, query: "state=late&when=any", at: now),
            "failed": panel(failed, query: "state=failed&state=crashed&when=day", at: now),
            "upcoming": .list(upcoming.map { $0.fields(at: now) }),
            "deployments": .text(deployments.text),
        ]
    }

    private func panel(_ found: FlowRunFindings, query: String, at now: Timestamp) -> PageValue {
        .group([
            "runs": .list(found.runs.items.map { $0.fields(at: now) }), "count": .text(found.count.text),
            "query": .text(query), "has_more": .flag(found.runs.hasMore),
        ])
    }
}

extension FlowRunSearch {
    fileprivate static var running: FlowRunSearch { search([StateChoice(type: .running)]) }
    fileprivate static var late: FlowRunSearch { search([StateChoice(type: .scheduled, name: "Late")]) }

    fileprivate static func failed(since start: Timestamp) -> FlowRunSearch {
        var search = search([StateChoice(type: .failed), StateChoice(type: .crashed)])
        search.from = start
        return search
    }

    private static func search(_ states: [StateChoice]) -> FlowRunSearch {
        var search = FlowRunSearch()
        search.states = states
        return search
    }
}
