import Core

extension App {
    private static let holdersOfPage = 100
    private static let waitingOfPage = 50

    /// `GET /concurrency-limits/concurrency-limit/{id}`
    func showLimit(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        return try storage.read { tx in
            guard let limit = try tx.limitSummary(id, at: now) else { throw Failure.noLimitPage }
            let holders = try tx.holders(ofLimit: id, limit: App.holdersOfPage)
            let waiting = try tx.flowRuns(waitingForLimit: id, limit: App.waitingOfPage)
            let fields: PageFields = [
                "heading": .text(limit.shownName), "limit_id": .text(limit.id.description),
                "full_name": .text(limit.name), "is_by_name": .flag(limit.kind == .name),
                "is_of_deployment": .flag(limit.kind == .deployment), "is_of_tag": .flag(limit.kind == .tag),
                "deployment": .group(
                    limit.deployment.map { ["id": .text($0.id.description), "name": .text($0.name)] }),
                "holders": .list(holders.items.map { $0.fields(at: now) }), "holders_cut": .flag(holders.hasMore),
                "can_reset": .flag(limit.taken > 0), "runs": .list(waiting.items.map { $0.fields(at: now) }),
                "runs_cut": .flag(waiting.hasMore),
            ]
            return show(
                HTMLPage(
                    template: "LimitPage", title: "\(limit.shownName) · concurrency limit", section: .limits,
                    fields: limit.fields.adding(fields), hasForms: true), to: call)
        }
    }
}

extension Failure {
    static let noLimitPage = Failure.notFound("There is no concurrency limit with this id.")
}

extension LimitHolder {
    /// One row of what takes up slots.
    fileprivate func fields(at now: Timestamp) -> PageFields {
        let page: String? =
            switch holder?.kind {
            case .flowRun?: "/runs/flow-run/"
            case .taskRun?: "/runs/task-run/"
            case .deployment?: "/deployments/deployment/"
            case nil: nil
            }
        let kind = holder.map { $0.kind.rawValue.replacing("_", with: " ") }
        return [
            "sequence": .text(String(sequence)), "slots": .number(slots), "since": .time(since, at: now),
            "lease_end": .time(leaseEnd, at: now), "kind": .text(kind),
            "name": .text(name ?? holder?.id.description),
            // A run of which the server has not heard yet has no page.
            "link": .text(name == nil ? nil : page.flatMap { page in holder.map { page + $0.id.description } }),
        ]
    }
}
