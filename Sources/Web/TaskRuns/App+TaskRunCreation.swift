import Core

extension App {
    /// `POST /api/task_runs/`: 201 for a new run, 200 for the one that has the same keys.
    func createTaskRun(_ call: Call) throws -> Response {
        let now = call.request.now
        let run = try call.body(TaskRunCreateBody.self).run(effects, at: now)
        return try storage.write { tx in
            let (id, isNew) = try tx.createTaskRun(run, at: now)
            return try .found(isNew ? .created : .ok, "Task run not found") {
                try tx.writeTaskRun(id, at: now, into: &$0)
            }
        }
    }
}
