import Core
import JSON

extension App {
    /// `GET /api/flow_runs/{id}`
    func readFlowRun(_ call: Call) throws -> Response {
        let id = try call.id()
        return try storage.read { tx in
            try .found(.ok, "Flow run not found") { try tx.writeFlowRun(id, at: call.request.now, into: &$0) }
        }
    }

    /// `POST /api/flow_runs/filter`
    func filterFlowRuns(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(ListBody<FlowRunSort, RunQueryBody>.self)
        let page = try body.page.checked()
        return try storage.read { tx in
            try .list {
                try tx.writeFlowRuns(body.query, sort: body.sort, page: page, at: call.request.now, into: &$0)
            }
        }
    }

    /// `POST /api/flow_runs/count`
    func countFlowRuns(_ call: Call) throws -> Response {
        let query = try call.embeddedBody(RunQueryBody.self).query
        let count = try storage.read { try $0.countFlowRuns(query) }
        return .json { $0.value(Int64(count)) }
    }

    /// `POST /api/flow_runs/paginate`
    func paginateFlowRuns(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(PagesListBody<FlowRunSort, RunQueryBody>.self)
        let page = try body.pages.checked()
        return try storage.read { tx in
            try .pages(page, of: tx.countFlowRuns(body.query)) {
                try tx.writeFlowRuns(body.query, sort: body.sort, page: page.page, at: call.request.now, into: &$0)
            }
        }
    }

    /// `PATCH /api/flow_runs/{id}`
    func updateFlowRun(_ call: Call) throws -> Response {
        let id = try call.id()
        let change = try call.body(FlowRunUpdateBody.self).change(random: effects.random)
        let found = try storage.write { tx in
            if case .some(.some(let variables)) = change.jobVariables {
                try tx.checkChange(ofJobVariables: variables, ofFlowRun: id)
            }
            return try tx.updateFlowRun(id, change, at: call.request.now)
        }
        guard found else { throw Failure.notFound("Flow run not found") }
        return .noContent
    }

    /// `PATCH /api/flow_runs/{id}/labels`
    func updateFlowRunLabels(_ call: Call) throws -> Response {
        let id = try call.id()
        let labels = try call.body(.labels)
        let found = try storage.write { try $0.addLabels(labels, toFlowRun: id, at: call.request.now) }
        guard found else { throw Failure.runNotFound("Flow run with id \(id) not found") }
        return .noContent
    }

    /// `DELETE /api/flow_runs/{id}`
    func deleteFlowRun(_ call: Call) throws -> Response {
        let id = try call.id()
        try storage.change(or: .notFound("Flow run not found")) { try $0.deleteFlowRun(id) }
        return .noContent
    }
}
