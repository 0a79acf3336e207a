import Core
import JSON

extension App {
    /// `POST /api/deployments/{id}/create_flow_run`: 201 for a new run, 200 for the one that has the idempotency key.
    func createFlowRunOfDeployment(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        let body = try call.body(DeploymentRunBody.self)
        return try storage.write { tx in
            guard let deployment = try tx.deployment(id) else { throw Failure.notFound("Deployment not found") }
            let (run, isNew) = try tx.createFlowRun(
                try body.run(of: deployment, effects, at: now, in: tx), at: now)
            return try .found(isNew ? .created : .ok, "Flow run not found") {
                try tx.writeFlowRun(run, at: now, into: &$0)
            }
        }
    }

    /// `POST /api/deployments/{id}/create_flow_run/bulk`: each run comes or fails on its own.
    func createFlowRunsOfDeployment(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        let bodies = try call.body(.list(of: .object(DeploymentRunBody.self)))
        guard bodies.count <= 100 else { throw Failure.badRequest("Cannot create more than 100 flow runs at once.") }
        let results = try storage.write { tx in
            guard let deployment = try tx.deployment(id) else { throw Failure.notFound("Deployment not found") }
            return try bodies.map { body -> JSONValue in
                do {
                    let run = try body.run(of: deployment, effects, at: now, wording: .oneOfManyRuns, in: tx)
                    let id = try tx.createFlowRun(run, at: now).id
                    return ["flow_run_id": .string(id.description), "status": "CREATED", "error": nil]
                } catch let failure as Failure {
                    return ["flow_run_id": nil, "status": "FAILED", "error": .string(failure.text)]
                }
            }
        }
        return .json { $0.value(["results": .array(results)]) }
    }

    /// `POST /api/deployments/{id}/schedule`: makes the runs of a window that the client chooses.
    func scheduleDeployment(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        let body = try call.embeddedBody(ScheduleWindowBody.self)
        let start = body.start ?? now
        let scheduler = Scheduler(zones: zones)
        try storage.write { tx in
            try scheduler.scheduleRuns(
                ofDeployment: id, from: start, through: body.end ?? start + body.bounds.longestTime,
                bounds: body.bounds,
                in: tx, at: now, effects: effects)
        }
        return .json { $0.null() }
    }
}

/// The body of `POST /api/deployments/{id}/schedule`.
struct ScheduleWindowBody: Body {
    let start: Timestamp?
    let end: Timestamp?
    let bounds: SchedulingBounds

    /// Dates that the real server looks at, at most.
    private static let mostRuns: Int64 = 1000

    init(from reader: inout BodyReader) {
        start = reader.optional("start_time", .time)
        end = reader.optional("end_time", .time)
        var bounds = SchedulingBounds()
        if let seconds = reader.optional("min_time", .number) {
            bounds.shortestTime = Interval(seconds: seconds) ?? bounds.longestTime
        }
        if let least = reader.optional("min_runs", .integer) {
            bounds.fewestRuns = Int(min(max(least, 0), Self.mostRuns))
        }
        if let most = reader.optional("max_runs", .integer) { bounds.mostRuns = Int(min(max(most, 0), Self.mostRuns)) }
        self.bounds = bounds
    }
}

extension WireObject {
    /// What came of each run that was to be made.
    static let createdRuns = WireObject("FlowRunBulkCreateResponse", [.init("results", .list(createdRun))])

    private static let createdRun = WireObject(
        "FlowRunCreateResult",
        [
            .nullable("flow_run_id", .id), .init("status", .text, as: .choice(nil, ["CREATED", "FAILED"])),
            .nullable("error", .text),
        ])
}
