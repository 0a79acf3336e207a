import Core
import JSON

/// The body of `POST /api/work_pools/{name}/get_scheduled_flow_runs`.
struct PoolPollBody: Body {
    let before: Timestamp?
    let after: Timestamp?
    let limit: Int64?
    private let queueNames: [String]

    init(from reader: inout BodyReader) {
        limit = reader.optional("limit", .integer)
        queueNames = reader.optional("work_queue_names", .strings) ?? []
        before = reader.optional("scheduled_before", .time)
        after = reader.optional("scheduled_after", .time)
    }

    /// The queues that are asked for by name; all when none is. Throws `notFound` for one that is not there.
    func chosen(from queues: [WorkQueueFacts], of pool: WorkPoolFacts) throws -> [WorkQueueFacts] {
        for name in queueNames where !queues.contains(where: { $0.name == name }) {
            throw Failure.notFound("Work pool queue '\(pool.name)/\(name)' not found.")
        }
        return queueNames.isEmpty ? queues : queues.filter { queueNames.contains($0.name) }
    }
}

/// The body of `POST /api/work_queues/{id}/get_runs`. An agent's id, which Prefect 2 may send, is passed over.
struct QueuePollBody: Body {
    let before: Timestamp?
    let limit: Int64?

    init(from reader: inout BodyReader) {
        limit = reader.optional("limit", .integer)
        before = reader.optional("scheduled_before", .time)
    }
}

/// The body of `POST /api/deployments/get_scheduled_flow_runs`.
struct DeploymentsPollBody: Body {
    let deployments: [ID]
    let before: Timestamp?
    let limit: Int64?

    init(from reader: inout BodyReader) {
        limit = reader.optional("limit", .integer)
        deployments = reader.required("deployment_ids", .list(of: .id))
        before = reader.optional("scheduled_before", .time)
    }
}
