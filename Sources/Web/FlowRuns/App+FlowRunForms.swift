import Core

extension App {
    /// `POST /runs/flow-run/{id}/cancel`: asks whoever executes the run to end it.
    func cancelFlowRun(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        _ = try call.form()
        let state = State(id: effects.newID(at: now), type: .cancelling, timestamp: now)
        let chance = effects.random()
        let decision = try storage.write { tx in
            guard try tx.flowRunDetail(id) != nil else { throw Failure.noFlowRunPage }
            return try StateSetting.setState(ofFlowRun: id, to: state, force: false, chance: chance, at: now, in: tx)
        }
        switch decision.status {
        case .accepted: break
        // A run that nobody executes yet is cancelled at once, which counts as another state than the one asked for.
        case .rejected where decision.entered != nil: break
        case .rejected(let reason), .aborted(let reason), .wait(_, let reason): throw Failure.conflict(reason)
        }
        return seeOther("/runs/flow-run/\(id)")
    }

    /// `POST /runs/flow-run/{id}/delete`
    func deleteFlowRunByForm(_ call: Call) throws -> Response {
        let id = try call.id()
        _ = try call.form()
        try storage.change(or: .noFlowRunPage) { try $0.deleteFlowRun(id) }
        return seeOther("/runs")
    }
}

extension Failure {
    static let noFlowRunPage = Failure.notFound("There is no flow run with this id.")
}
