import Core

extension App {
    /// `POST /api/flow_runs/`: 201 for a new run, 200 for the one that has the same idempotency key.
    func createFlowRun(_ call: Call) throws -> Response {
        let now = call.request.now
        let body = try call.body(FlowRunCreateBody.self)
        return try storage.write { tx in
            var run = body.run(effects, at: now)
            run.workQueueID = try body.place.existingQueue(in: tx)
            let (id, isNew) = try tx.createFlowRun(run, at: now)
            return try .found(isNew ? .created : .ok, "Flow run not found") {
                try tx.writeFlowRun(id, at: now, into: &$0)
            }
        }
    }
}
