import Core
import JSON

/// The filters that lists of flows, runs and deployments take together.
struct RunQueryBody: Body {
    let query: RunQuery

    init(from reader: inout BodyReader) { self.init(from: &reader, through: .workQueues) }

    /// Which filters a list takes: all up to one of these.
    enum Last { case deployments, workPools, workQueues }

    init(from reader: inout BodyReader, through last: Last) {
        var query = RunQuery()
        query.flows = reader.optional("flows", .object(FlowFilterBody.self))?.filter
        query.flowRuns = reader.optional("flow_runs", .object(FlowRunFilterBody.self))?.filter
        query.taskRuns = reader.optional("task_runs", .object(TaskRunFilterBody.self))?.filter
        query.deployments = reader.optional("deployments", .object(DeploymentFilterBody.self))?.filter
        if last != .deployments {
            query.workPools = reader.optional("work_pools", .object(WorkPoolFilterBody.self))?.filter
        }
        if last == .workQueues {
            query.workQueues = reader.optional("work_pool_queues", .object(WorkQueueFilterBody.self))?.filter
        }
        self.query = query
    }
}

/// The filters beside that of task runs, which is read apart.
struct TaskRunSurroundingsBody: QueryBody {
    let query: RunQuery

    init(from reader: inout BodyReader) {
        var query = RunQuery()
        query.flows = reader.optional("flows", .object(FlowFilterBody.self))?.filter
        query.flowRuns = reader.optional("flow_runs", .object(FlowRunFilterBody.self))?.filter
        query.deployments = reader.optional("deployments", .object(DeploymentFilterBody.self))?.filter
        query.workPools = reader.optional("work_pools", .object(WorkPoolFilterBody.self))?.filter
        query.workQueues = reader.optional("work_queues", .object(WorkQueueFilterBody.self))?.filter
        self.query = query
    }
}

/// The filters that lists of task runs take.
struct TaskRunQueryBody: Body {
    let query: RunQuery
    init(from reader: inout BodyReader) { query = RunQueryBody(from: &reader, through: .deployments).query }
}

/// The filters that lists of flows take.
struct FlowQueryBody: Body {
    let query: RunQuery
    init(from reader: inout BodyReader) { query = RunQueryBody(from: &reader, through: .workPools).query }
}
