import Core
import JSON

extension App {
    /// `POST /api/flows/`: 201 for a new flow, 200 for one that was there.
    func createFlow(_ call: Call) throws -> Response {
        let flow = try call.body(FlowCreateBody.self).flow
        let id = effects.newID(at: call.request.now)
        return try storage.write { tx in
            let (id, isNew) = try tx.createFlow(flow, id: id, at: call.request.now)
            return try Response.found(isNew ? .created : .ok, "Flow not found") { try tx.writeFlow(id, into: &$0) }
        }
    }

    /// `GET /api/flows/{id}`
    func readFlow(_ call: Call) throws -> Response {
        let id = try call.id()
        return try storage.read { tx in try .found(.ok, "Flow not found") { try tx.writeFlow(id, into: &$0) } }
    }

    /// `GET /api/flows/name/{name}`
    func readFlowByName(_ call: Call) throws -> Response {
        let name = try call.text("name")
        return try storage.read { tx in try .found(.ok, "Flow not found") { try tx.writeFlow(named: name, into: &$0) } }
    }

    /// `PATCH /api/flows/{id}`
    func updateFlow(_ call: Call) throws -> Response {
        let id = try call.id()
        let body = try call.body(FlowUpdateBody.self)
        let found = try storage.write { try $0.updateFlow(id, tags: body.tags, at: call.request.now) }
        guard found else { throw Failure.notFound("Flow not found") }
        return .noContent
    }

    /// `DELETE /api/flows/{id}`
    func deleteFlow(_ call: Call) throws -> Response {
        let id = try call.id()
        try storage.change(or: .notFound("Flow not found")) { try $0.deleteFlow(id) }
        return .noContent
    }

    /// `POST /api/flows/bulk_delete`
    func deleteFlows(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(FlowBulkDeleteBody.self)
        let deleted = try storage.write { try $0.deleteFlows(body.query, limit: body.limit) }
        return .json { $0.value(["deleted": .array(deleted.map { .string($0.description) })]) }
    }

    /// `POST /api/flows/filter`
    func filterFlows(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(FlowListBody.self)
        let page = try body.page.checked()
        return try storage.read { tx in
            try .list { try tx.writeFlows(body.query, sort: body.sort, page: page, into: &$0) }
        }
    }

    /// `POST /api/flows/count`
    func countFlows(_ call: Call) throws -> Response {
        let query = try call.embeddedBody(FlowQueryBody.self).query
        let count = try storage.read { try $0.countFlows(query) }
        return .json { $0.value(Int64(count)) }
    }

    /// `POST /api/flows/paginate`
    func paginateFlows(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(FlowPagesBody.self)
        let page = try body.pages.checked()
        return try storage.read { tx in
            try .pages(page, of: tx.countFlows(body.query)) {
                try tx.writeFlows(body.query, sort: body.sort, page: page.page, into: &$0)
            }
        }
    }
}
