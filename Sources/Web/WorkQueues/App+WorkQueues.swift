import Core
import JSON

/// Queues by their ids, as agents of Prefect 2 know them: without a pool they belong to the pool of agents.
extension App {
    /// `POST /api/work_queues/`
    func createWorkQueue(_ call: Call) throws -> Response {
        var queue = try call.body(WorkQueueCreateBody.self).queue
        let now = call.request.now
        queue.id = effects.newID(at: now)
        let pool = NewWorkPool(
            id: effects.newID(at: now), defaultQueueID: effects.newID(at: now), name: WorkPool.ofAgents,
            type: WorkPool.agentType)
        return try storage.write { [queue] tx in
            let id = try tx.createAgentQueue(queue, pool: pool, at: now)
            return try .found(.created, "") { try tx.writeWorkQueue(id, .ofAgents, into: &$0) }
        }
    }

    /// `GET /api/work_queues/{id}`
    func readWorkQueue(_ call: Call) throws -> Response {
        let id = try call.id()
        return try storage.read { tx in
            try .found(.ok, App.noWorkQueue) { try tx.writeWorkQueue(id, .ofAgents, into: &$0) }
        }
    }

    /// `GET /api/work_queues/name/{name}`: a queue of the pool of agents.
    func readWorkQueueByName(_ call: Call) throws -> Response {
        let name = try call.text("name")
        return try storage.read { tx in
            guard let pool = try tx.workPool(named: WorkPool.ofAgents),
                let queue = try tx.workQueue(named: name, inPool: pool.id)
            else { throw Failure.notFound(App.noWorkQueue) }
            return try .found(.ok, "") { try tx.writeWorkQueue(queue.id, .ofAgents, into: &$0) }
        }
    }

    /// `PATCH /api/work_queues/{id}`
    func updateWorkQueue(_ call: Call) throws -> Response {
        let id = try call.id()
        let body = try call.body(WorkQueueUpdateBody.self)
        try storage.write { tx in
            guard try tx.workQueue(id) != nil else { throw Failure.notFound("Work Queue \(id) not found") }
            guard !body.emptiesWhatMustBe else { throw Failure.conflict(Failure.integrityConflict) }
            try tx.updateWorkQueue(id, body.change, at: call.request.now)
        }
        return .noContent
    }

    /// `DELETE /api/work_queues/{id}`
    func deleteWorkQueue(_ call: Call) throws -> Response {
        let id = try call.id()
        try storage.write { tx in
            guard try tx.workQueue(id) != nil else { throw Failure.notFound(App.noWorkQueue) }
            try tx.deleteWorkQueue(id, at: call.request.now)
        }
        return .noContent
    }

    /// `POST /api/work_queues/filter`
    func filterWorkQueues(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(AllWorkQueuesBody.self)
        let page = try body.page.checked()
        return try storage.read { tx in
            try .list { try tx.writeWorkQueues(body.filter, page: page, into: &$0) }
        }
    }

    /// `GET /api/work_queues/{id}/status`
    func readWorkQueueStatus(_ call: Call) throws -> Response {
        let id = try call.id()
        return try storage.read { tx in
            guard let queue = try tx.workQueue(id) else {
                throw Failure.runNotFound("Work queue with id \(id) not found")
            }
            let health = WorkQueueHealth(
                lateRuns: try tx.countLateRuns(ofQueue: id), lastPolled: queue.lastPolled, at: call.request.now)
            return .json { $0.value(health.json) }
        }
    }

    private static let noWorkQueue = "work queue not found"
}

/// The body of `POST /api/work_queues/filter`.
struct AllWorkQueuesBody: Body {
    let filter: WorkQueueFilter?
    let page: PageBody

    init(from reader: inout BodyReader) {
        page = PageBody(from: &reader)
        filter = reader.optional("work_queues", .object(WorkQueueFilterBody.self))?.filter
    }
}
