import Core

extension App {
    /// `POST /api/flow_runs/`: 201 for a new run, 200 for the one that has the same idempotency key.
    func createFlowRun(_ call: Call) throws -> Response {
        let now = call.request.now
        let run = try call.body(FlowRunCreateBody.self).run(effects, at: now)
        return try storage.write { tx in
            let (id, isNew) = try tx.createFlowRun(run, at: now)
            return try .found(isNew ? .created : .ok, "Flow run not found") {
                try tx.writeFlowRun(id, at: now, into: &$0)
            }
        }
    }
}
