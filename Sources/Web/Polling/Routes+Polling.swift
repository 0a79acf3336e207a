import Core

extension Routes {
    static let polling: [Route] = [
        Route(
            "POST /api/work_pools/{name}/get_scheduled_flow_runs", App.pollWorkPool,
            "Ask for the runs of a pool that a worker should start",
            takes: .parameters(PoolPollBody.self), gives: .list(.polledRun)),
        Route(
            "POST /api/work_queues/{id}/get_runs", App.pollWorkQueue,
            "Ask for the runs of a queue that an agent should start",
            takes: .parameters(QueuePollBody.self), asks: [.of(.isPage)], gives: .list(FlowRun.agentWire)),
        Route(
            "POST /api/deployments/get_scheduled_flow_runs", App.pollDeployments,
            "Ask for the runs of deployments that are due soon",
            takes: .parameters(DeploymentsPollBody.self), gives: .list(FlowRun.wire)),
    ]
}
