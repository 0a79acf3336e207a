extension Routes {
    /// What people see. The addresses are those that Prefect's clients print.
    static let pages: [Route] = [
        Route("GET /", App.showStart),
        Route("GET /runs", App.showFlowRuns),
        Route("GET /runs/flow-run/{id}", App.showFlowRun),
        Route("GET /runs/task-run/{id}", App.showTaskRun),
        Route("GET /flows", App.showFlows),
        Route("GET /flows/flow/{id}", App.showFlow),
        Route("GET /deployments", App.showDeployments),
        Route("GET /deployments/deployment/{id}", App.showDeployment),
    ]
}
