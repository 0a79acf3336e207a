import Core
import JSON

extension App {
    /// `POST /api/work_pools/`
    func createWorkPool(_ call: Call) throws -> Response {
        var pool = try call.body(WorkPoolCreateBody.self).pool
        guard !WorkPool.isReserved(pool.name) else { throw WorkPool.nameIsReserved }
        let now = call.request.now
        pool.id = effects.newID(at: now)
        pool.defaultQueueID = effects.newID(at: now)
        let dialect = call.client.dialect
        return try storage.write { [pool] tx in
            try tx.jobVariables(of: pool.baseJobTemplate).checkDefaults()
            try tx.createWorkPool(pool, at: now)
            return try .found(.created, "") { try tx.writeWorkPool(pool.id, dialect, into: &$0) }
        }
    }

    /// `GET /api/work_pools/{name}`
    func readWorkPool(_ call: Call) throws -> Response {
        let name = try call.text("name")
        let dialect = call.client.dialect
        return try storage.read { tx in
            let id = try tx.requireWorkPool(name).id
            return try .found(.ok, "") { try tx.writeWorkPool(id, dialect, into: &$0) }
        }
    }

    /// `POST /api/work_pools/filter`
    func filterWorkPools(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(WorkPoolListBody.self)
        let page = try body.page.checked()
        let dialect = call.client.dialect
        return try storage.read { tx in
            try .list { try tx.writeWorkPools(body.filter, page: page, dialect, into: &$0) }
        }
    }

    /// `POST /api/work_pools/count`
    func countWorkPools(_ call: Call) throws -> Response {
        let filter = try call.embeddedBody(WorkPoolCountBody.self).filter
        let count = try storage.read { try $0.countWorkPools(filter) }
        return .json { $0.value(Int64(count)) }
    }

    /// `PATCH /api/work_pools/{name}`
    func updateWorkPool(_ call: Call) throws -> Response {
        let name = try call.text("name")
        let body = try call.body(WorkPoolUpdateBody.self)
        guard !WorkPool.isReserved(name) || !body.goesDeep else { throw WorkPool.mayNotChange }
        try storage.write { tx in
            let id = try tx.requireWorkPool(name).id
            guard !body.emptiesWhatMustBe else { throw Failure.conflict(Failure.integrityConflict) }
            try tx.updateWorkPool(id, body.change, at: call.request.now)
        }
        return .noContent
    }

    /// `DELETE /api/work_pools/{name}`
    func deleteWorkPool(_ call: Call) throws -> Response {
        let name = try call.text("name")
        guard !WorkPool.isReserved(name) else { throw WorkPool.mayNotGo }
        try storage.write { try $0.deleteWorkPool(try $0.requireWorkPool(name).id, at: call.request.now) }
        return .noContent
    }
}

extension WorkPoolReading {
    /// The pool of a name. Refuses one that is not there.
    func requireWorkPool(_ name: String) throws -> WorkPoolFacts {
        guard let pool = try workPool(named: name) else { throw WorkPool.notFound(name) }
        return pool
    }
}
