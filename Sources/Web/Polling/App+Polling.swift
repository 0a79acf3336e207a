import Core
import JSON

extension App {
    /// `POST /api/work_pools/{name}/get_scheduled_flow_runs`: what a worker should start soon.
    func pollWorkPool(_ call: Call) throws -> Response {
        let name = try call.text("name")
        let body = try call.embeddedBody(PoolPollBody.self)
        let wanted = WaitingRuns(
            from: body.after, through: body.before,
            limit: Int(try PageBody.check(body.limit, most: settings.bounds.rows)))
        let now = call.request.now
        let answer = try storage.read { tx in
            guard let pool = try tx.workPool(named: name) else {
                throw Failure.notFound("Work pool \"\(name)\" not found.")
            }
            let queues = try tx.workQueues(ofPool: pool.id)
            let asked = try body.chosen(from: queues, of: pool)
            let poll = PoolPoll(pool: pool, queues: queues, chosen: Set(asked.map(\.id)))
            return try PollAnswer(queues: asked.map(\.id), at: now, in: tx) { writer in
                for find in try poll.runs(wanted, in: tx) {
                    try writer.object {
                        $0.member("work_pool_id", .string(pool.id.description))
                        $0.member("work_queue_id", .string(find.queue.description))
                        $0.key("flow_run")
                        if try !tx.writeFlowRun(find.run, for: .worker, at: now, into: &$0) { $0.null() }
                    }
                }
            }
        }
        return try noted(answer, at: now)
    }

    /// `POST /api/work_queues/{id}/get_runs`: what an agent should start soon.
    func pollWorkQueue(_ call: Call) throws -> Response {
        let id = try call.id()
        let body = try call.embeddedBody(QueuePollBody.self)
        let limit = Int(try PageBody.check(body.limit, most: settings.bounds.rows))
        let isLookedAt = try call.value(of: .isPage) ?? false
        let now = call.request.now
        let answer = try storage.read { tx in
            guard let queue = try tx.workQueue(id) else {
                throw Failure.runNotFound("Work queue with id \(id) not found.")
            }
            return try PollAnswer(queues: [id], at: now, in: tx) { writer in
                for run in try QueuePoll(queue).runs(through: body.before, limit: limit, in: tx) {
                    _ = try tx.writeFlowRun(run, for: .agent, at: now, into: &writer)
                }
            }
        }
        // Pages that only show what waits in a queue are no agents.
        return isLookedAt ? answer.response : try noted(answer, at: now)
    }

    /// `POST /api/deployments/get_scheduled_flow_runs`: what a runner that serves deployments should start soon.
    func pollDeployments(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(DeploymentsPollBody.self)
        let limit = Int(try PageBody.check(body.limit, most: settings.bounds.rows))
        let now = call.request.now
        let (response, isNews) = try storage.read { tx in
            let response = try Response.list {
                try tx.writeScheduledFlowRuns(
                    ofDeployments: body.deployments, before: body.before, limit: limit, at: now, into: &$0)
            }
            return (response, try tx.hasPollToNote(ofDeployments: body.deployments, since: now.pollCutoff))
        }
        if isNews {
            try storage.write { try $0.notePoll(ofDeployments: body.deployments, since: now.pollCutoff, at: now) }
        }
        return response
    }

    private func noted(_ answer: PollAnswer, at now: Timestamp) throws -> Response {
        if answer.isNews {
            try storage.write { try $0.notePoll(ofQueues: answer.queues, since: now.pollCutoff, at: now) }
        }
        return answer.response
    }
}

extension Parameter where Value == Bool {
    /// Prefect's web pages say of themselves that they are no agent.
    static var isPage: Parameter { Parameter("x-prefect-ui", .boolean, in: .header) }
}

/// The answer to a poll of queues, and whether it has to be noted that they were polled.
private struct PollAnswer: Sendable {
    let response: Response
    let queues: [ID]
    let isNews: Bool

    init(queues: [ID], at now: Timestamp, in tx: any Reading, _ write: (inout JSONWriter) throws -> Void) throws {
        response = try .list(write)
        self.queues = queues
        isNews = try tx.hasPollToNote(ofQueues: queues, since: now.pollCutoff)
    }
}
