import Core
import JSON

/// The queues of a pool, by their names.
extension App {
    /// `POST /api/work_pools/{work_pool_name}/queues`
    func createPoolQueue(_ call: Call) throws -> Response {
        let name = try call.text("work_pool_name")
        var queue = try call.body(WorkQueueCreateBody.self).queue
        let now = call.request.now
        queue.id = effects.newID(at: now)
        return try storage.write { [queue] tx in
            var queue = queue
            queue.workPoolID = try tx.requireWorkPool(name).id
            guard try tx.workQueue(named: queue.name, inPool: queue.workPoolID) == nil else {
                throw Failure.conflict("A work queue with this name already exists in work pool '\(name)'.")
            }
            try tx.createWorkQueue(queue, at: now)
            return try .found(.created, "") { try tx.writeWorkQueue(queue.id, .ofPool, into: &$0) }
        }
    }

    /// `GET /api/work_pools/{work_pool_name}/queues/{name}`
    func readPoolQueue(_ call: Call) throws -> Response {
        let (pool, name) = (try call.text("work_pool_name"), try call.text("name"))
        return try storage.read { tx in
            guard let id = try tx.workPool(named: pool)?.id else { throw Failure.noQueue(name, ofPool: pool) }
            let queue = try tx.requireWorkQueue(name, ofPool: id, named: pool)
            return try .found(.ok, "") { try tx.writeWorkQueue(queue, .ofPool, into: &$0) }
        }
    }

    /// `POST /api/work_pools/{work_pool_name}/queues/filter`
    func filterPoolQueues(_ call: Call) throws -> Response {
        let name = try call.text("work_pool_name")
        let body = try call.embeddedBody(WorkQueueListBody.self)
        let page = try body.page.checked()
        return try storage.read { tx in
            let pool = try tx.requireWorkPool(name).id
            return try .list { try tx.writeWorkQueues(ofPool: pool, body.filter, page: page, into: &$0) }
        }
    }

    /// `PATCH /api/work_pools/{work_pool_name}/queues/{name}`
    func updatePoolQueue(_ call: Call) throws -> Response {
        let (pool, name) = (try call.text("work_pool_name"), try call.text("name"))
        let body = try call.body(WorkQueueUpdateBody.self)
        try storage.write { tx in
            let queue = try tx.requireWorkQueue(name, ofPool: try tx.requireWorkPool(pool).id, named: pool)
            guard !body.emptiesWhatMustBe else { throw Failure.conflict(Failure.integrityConflict) }
            try tx.updateWorkQueue(queue, body.change, at: call.request.now)
        }
        return .noContent
    }

    /// `DELETE /api/work_pools/{work_pool_name}/queues/{name}`
    func deletePoolQueue(_ call: Call) throws -> Response {
        let (pool, name) = (try call.text("work_pool_name"), try call.text("name"))
        try storage.write { tx in
            let queue = try tx.requireWorkQueue(name, ofPool: try tx.requireWorkPool(pool).id, named: pool)
            try tx.deleteWorkQueue(queue, at: call.request.now)
        }
        return .noContent
    }
}

extension WorkQueueReading {
    /// The queue of a name in a pool. Refuses one that is not there.
    fileprivate func requireWorkQueue(_ name: String, ofPool pool: ID, named poolName: String) throws -> ID {
        guard let queue = try workQueue(named: name, inPool: pool) else {
            throw Failure.noQueue(name, ofPool: poolName)
        }
        return queue.id
    }
}

extension Failure {
    fileprivate static func noQueue(_ name: String, ofPool pool: String) -> Failure {
        .notFound("Work pool queue '\(pool)/\(name)' not found.")
    }
}
