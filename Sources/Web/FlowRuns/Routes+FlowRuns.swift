extension Routes {
    static let flowRuns: [Route] = [
        Route("POST /api/flow_runs/filter", App.filterFlowRuns),
        Route("POST /api/flow_runs/count", App.countFlowRuns),
        Route("POST /api/flow_runs/paginate", App.paginateFlowRuns),
        Route("GET /api/flow_runs/{id}", App.readFlowRun),
        Route("PATCH /api/flow_runs/{id}", App.updateFlowRun),
        Route("DELETE /api/flow_runs/{id}", App.deleteFlowRun),
        Route("PATCH /api/flow_runs/{id}/labels", App.updateFlowRunLabels),
    ]
}
