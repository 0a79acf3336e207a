import Core

extension App {
    /// `POST /work-pools/work-pool/{name}/pause`
    func pauseWorkPoolByForm(_ call: Call) throws -> Response { try changePool(by: call) { $0.isPaused = true } }

    /// `POST /work-pools/work-pool/{name}/resume`
    func resumeWorkPoolByForm(_ call: Call) throws -> Response { try changePool(by: call) { $0.isPaused = false } }

    /// `POST /work-pools/work-pool/{name}/limit`: a field `limit`, empty for none.
    func limitWorkPoolByForm(_ call: Call) throws -> Response {
        let limit = try call.limitOfForm()
        return try changePool(by: call) { $0.concurrencyLimit = .some(limit) }
    }

    /// `POST /work-pools/work-pool/{name}/queues/{queue_id}/pause`
    func pauseWorkQueueByForm(_ call: Call) throws -> Response { try changeQueue(by: call) { $0.isPaused = true } }

    /// `POST /work-pools/work-pool/{name}/queues/{queue_id}/resume`
    func resumeWorkQueueByForm(_ call: Call) throws -> Response { try changeQueue(by: call) { $0.isPaused = false } }

    /// `POST /work-pools/work-pool/{name}/queues/{queue_id}/limit`: a field `limit`, empty for none.
    func limitWorkQueueByForm(_ call: Call) throws -> Response {
        let limit = try call.limitOfForm()
        return try changeQueue(by: call) { $0.concurrencyLimit = .some(limit) }
    }

    private func changePool(by call: Call, _ set: (inout WorkPoolChange) -> Void) throws -> Response {
        let name = try call.text("name")
        _ = try call.form()
        var change = WorkPoolChange()
        set(&change)
        try storage.write { [change] tx in
            guard let pool = try tx.workPool(named: name) else { throw Failure.noWorkPoolPage }
            try tx.updateWorkPool(pool.id, change, at: call.request.now)
        }
        return seeOther("/work-pools/work-pool/\(PercentCoding.encode(name))")
    }

    private func changeQueue(by call: Call, _ set: (inout WorkQueueChange) -> Void) throws -> Response {
        let (name, queue) = (try call.text("name"), try call.id("queue_id"))
        _ = try call.form()
        var change = WorkQueueChange()
        set(&change)
        try storage.write { [change] tx in
            guard let pool = try tx.workPool(named: name) else { throw Failure.noWorkPoolPage }
            guard try tx.workQueue(queue)?.workPoolID == pool.id else {
                throw Failure.notFound("The work pool has no queue with this id.")
            }
            try tx.updateWorkQueue(queue, change, at: call.request.now)
        }
        return seeOther("/work-pools/work-pool/\(PercentCoding.encode(name))")
    }
}

extension Call {
    /// A limit that a person typed; nil for none.
    fileprivate func limitOfForm() throws -> Int64? {
        guard let text = try form()["limit"] else { return nil }
        guard let limit = Int64(text), (0...Int64(Int32.max)).contains(limit) else {
            throw Failure.badRequest("\"\(text)\" is no limit: that is a whole number, 0 or more, or nothing for none.")
        }
        return limit
    }
}
