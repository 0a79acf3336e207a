extension Routes {
    static let polling: [Route] = [
        Route("POST /api/work_pools/{pool}/get_scheduled_flow_runs", App.pollWorkPool),
        Route("POST /api/work_queues/{id}/get_runs", App.pollWorkQueue),
        Route("POST /api/deployments/get_scheduled_flow_runs", App.pollDeployments),
    ]
}
