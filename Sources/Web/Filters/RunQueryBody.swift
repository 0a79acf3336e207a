import Core
import JSON

/// The filters that lists of flows, runs and deployments take together.
struct RunQueryBody: Body {
    let query: RunQuery

    init(from reader: inout BodyReader) {
        var query = RunQuery()
        query.flows = reader.optional("flows", .object(FlowFilterBody.self))?.filter
        query.flowRuns = reader.optional("flow_runs", .object(FlowRunFilterBody.self))?.filter
        query.taskRuns = reader.optional("task_runs", .object(TaskRunFilterBody.self))?.filter
        query.deployments = reader.optional("deployments", .object(DeploymentFilterBody.self))?.filter
        let pools = reader.optional("work_pools", .dictionary)
        let queues = reader.optional("work_pool_queues", .dictionary)
        query.requiresWorkPool = pools != nil || queues != nil
        self.query = query
    }
}
