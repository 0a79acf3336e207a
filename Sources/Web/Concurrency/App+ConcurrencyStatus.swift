import Core
import JSON

extension App {
    /// `POST /api/work_pools/{name}/concurrency_status`: queue by queue, the first runs that hold a slot.
    func showConcurrencyOfPool(_ call: Call) throws -> Response {
        let name = try call.text("name")
        let body = try call.embeddedBody(PoolConcurrencyBody.self)
        let pages = try body.pages.checked()
        let runs = Page(limit: body.runsOfQueue)
        let now = call.request.now
        return try storage.read { tx in
            guard let pool = try tx.workPool(named: name) else {
                throw Failure.notFound("Work pool '\(name)' not found.")
            }
            let queues = try tx.workQueues(ofPool: pool.id, page: pages.page)
            var writer = JSONWriter(capacity: 4096)
            try writer.object { status in
                status.member("active_slots", .int(Int64(try tx.countSlotHolders(ofPool: pool.id))))
                status.member("concurrency_limit", pool.concurrencyLimit.map(JSONValue.int) ?? .null)
                status.key("queues")
                try status.array { list in
                    for queue in queues {
                        let held = Int64(try tx.countSlotHolders(ofQueue: queue.id, .ofPool))
                        try list.object { detail in
                            detail.member("queue_id", .string(queue.id.description))
                            detail.member("queue_name", .string(queue.name))
                            detail.member("active_slots", .int(held))
                            detail.member("concurrency_limit", queue.concurrencyLimit.map(JSONValue.int) ?? .null)
                            detail.key("flow_runs")
                            try detail.array {
                                try tx.writeSlotHolders(ofQueue: queue.id, .ofPool, page: runs, at: now, into: &$0)
                            }
                            detail.member("flow_run_count", .int(held))
                        }
                    }
                }
                status.pageMembers(pages, of: try tx.countWorkQueues(ofPool: pool.id))
            }
            return .json(.ok, writer)
        }
    }

    /// `POST /api/work_queues/{id}/concurrency_status`: the runs that hold a slot.
    func showConcurrencyOfQueue(_ call: Call) throws -> Response {
        let id = try call.id()
        let pages = try call.embeddedBody(PagesBody.self).checked()
        let now = call.request.now
        return try storage.read { tx in
            guard let queue = try tx.workQueue(id) else { throw Failure.notFound("Work queue not found.") }
            let held = try tx.countSlotHolders(ofQueue: id, .ofAgents)
            var writer = JSONWriter(capacity: 4096)
            try writer.object { status in
                status.member("active_slots", .int(Int64(held)))
                status.member("concurrency_limit", queue.concurrencyLimit.map(JSONValue.int) ?? .null)
                status.key("flow_runs")
                try status.array {
                    try tx.writeSlotHolders(ofQueue: id, .ofAgents, page: pages.page, at: now, into: &$0)
                }
                status.pageMembers(pages, of: held)
            }
            return .json(.ok, writer)
        }
    }
}

/// The body of `POST /api/work_pools/{name}/concurrency_status`.
struct PoolConcurrencyBody: Body {
    let pages: PagesBody
    /// Runs that one queue shows at most.
    let runsOfQueue: Int

    init(from reader: inout BodyReader) {
        pages = PagesBody(from: &reader)
        runsOfQueue = Int(
            reader.optional("flow_run_limit", Kind<Int64>.integer(atLeast: 0).atMost(200), default: 10))
    }
}
