/// Every address of the server, by subject.
enum Routes {
    static let all: [Route] =
        server + flows + flowRuns + blockers + taskRuns + logs + variables + artifacts + savedSearches
        + orchestration + notificationPolicies + deployments + workPools + workQueues + polling + experimentalWorkPools
        + concurrency + blocks + pages + forms + variablePages + artifactPages

    static let flows: [Route] = [
        Route("POST /api/flows/", App.createFlow),
        Route("POST /api/flows/filter", App.filterFlows),
        Route("POST /api/flows/count", App.countFlows),
        Route("POST /api/flows/paginate", App.paginateFlows),
        Route("POST /api/flows/bulk_delete", App.deleteFlows),
        Route("GET /api/flows/name/{name}", App.readFlowByName),
        Route("GET /api/flows/{id}", App.readFlow),
        Route("PATCH /api/flows/{id}", App.updateFlow),
        Route("DELETE /api/flows/{id}", App.deleteFlow),
    ]
}
