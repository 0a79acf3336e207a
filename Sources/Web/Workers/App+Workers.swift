import Core
import JSON

extension App {
    /// `POST /api/work_pools/{work_pool_name}/workers/heartbeat`
    func recordHeartbeat(_ call: Call) throws -> Response {
        let pool = try call.text("work_pool_name")
        var heartbeat = try call.embeddedBody(HeartbeatBody.self).heartbeat
        let now = call.request.now
        heartbeat.id = effects.newID(at: now)
        try storage.write { [heartbeat] tx in
            try tx.recordHeartbeat(heartbeat, inPool: try tx.requireWorkPool(pool).id, at: now)
        }
        return .noContent
    }

    /// `POST /api/work_pools/{work_pool_name}/workers/filter`
    func filterWorkers(_ call: Call) throws -> Response {
        let name = try call.text("work_pool_name")
        let body = try call.embeddedBody(WorkerListBody.self)
        let page = try body.page.checked()
        return try storage.read { tx in
            let pool = try tx.requireWorkPool(name).id
            return try .list {
                try tx.writeWorkers(ofPool: pool, body.filter, page: page, at: call.request.now, into: &$0)
            }
        }
    }

    /// `DELETE /api/work_pools/{work_pool_name}/workers/{name}`
    func deleteWorker(_ call: Call) throws -> Response {
        let (pool, name) = (try call.text("work_pool_name"), try call.text("name"))
        let found = try storage.write { tx in
            try tx.deleteWorker(named: name, ofPool: try tx.requireWorkPool(pool).id, at: call.request.now)
        }
        guard found else { throw Failure.notFound("Worker not found.") }
        return .noContent
    }
}
