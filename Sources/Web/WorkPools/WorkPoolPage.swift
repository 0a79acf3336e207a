import Core

extension App {
    private static let queuesOfPage = 100
    private static let workersOfPage = 50
    private static let deploymentsOfPage = 50
    private static let runsOfPage = 20

    /// `GET /work-pools/work-pool/{name}`
    func showWorkPool(_ call: Call) throws -> Response {
        let name = try call.text("name")
        let now = call.request.now
        return try storage.read { tx in
            guard let pool = try tx.workPoolDetail(named: name, at: now) else { throw Failure.noWorkPoolPage }
            let id = pool.summary.id
            let queues = try tx.workQueueSummaries(ofPool: id, at: now, limit: App.queuesOfPage)
            let workers = try tx.workerSummaries(ofPool: id, at: now, limit: App.workersOfPage)
            let deployments = try tx.deployments(
                DeploymentSearch(workPool: id), at: now, offset: 0, limit: App.deploymentsOfPage)
            let runs = try tx.recentFlowRuns(ofQueues: queues.items.map(\.id), at: now, limit: App.runsOfPage)
            let fields: PageFields = [
                "queue_rows": .list(queues.items.map { $0.fields(at: now) }), "queues_cut": .flag(queues.hasMore),
                "worker_rows": .list(workers.items.map { $0.fields(at: now) }), "workers_cut": .flag(workers.hasMore),
                "deployments": .list(deployments.items.map { $0.fields(at: now, zones: zones) }),
                "deployments_cut": .flag(deployments.hasMore), "runs": .list(runs.map { $0.fields(at: now) }),
            ]
            return show(
                HTMLPage(
                    template: "WorkPoolPage", title: pool.tabTitle, section: .workPools,
                    fields: pool.fields(at: now).adding(fields), hasForms: true), to: call)
        }
    }
}

extension Failure {
    static let noWorkPoolPage = Failure.notFound("There is no work pool of this name.")
}

extension WorkPoolDetail {
    fileprivate var tabTitle: String { (summary.isPaused ? "Paused · " : "") + "\(summary.name) · work pool" }

    fileprivate func fields(at now: Timestamp) -> PageFields {
        summary.fields.adding([
            "heading": .text(summary.name), "pool_id": .text(summary.id.description),
            "description": .text(description), "created": .time(created, at: now), "updated": .time(updated, at: now),
            "is_of_agents": .flag(summary.type == WorkPool.agentType),
            "worker_command": .text("prefect worker start --pool \(summary.name.quotedForShell)"),
        ])
    }
}

extension String {
    /// As a shell takes it for one word.
    fileprivate var quotedForShell: String {
        let isPlain =
            !isEmpty
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
        return isPlain ? self : "'" + replacing("'", with: #"'\''"#) + "'"
    }
}
