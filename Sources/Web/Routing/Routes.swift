import Core

/// Every address of the server, by subject.
enum Routes {
    static let all: [Route] =
        server + flows + flowRuns + blockers + taskRuns + logs + variables + artifacts + savedSearches
        + orchestration + notificationPolicies + deployments + workPools + workQueues + polling + experimentalWorkPools
        + concurrency + blocks + openAPI + pages + forms + blockPages + variablePages + artifactPages

    static let flows: [Route] = [
        Route(
            "POST /api/flows/", App.createFlow, "Make a flow, or get the one of that name",
            takes: .body(FlowCreateBody.self), gives: .one(Flow.wire, .created, .ok)),
        Route(
            "POST /api/flows/filter", App.filterFlows, "List flows",
            takes: .parameters(FlowListBody.self), gives: .list(Flow.wire)),
        Route(
            "POST /api/flows/count", App.countFlows, "Count flows",
            takes: .parameters(FlowQueryBody.self), gives: .count),
        Route(
            "POST /api/flows/paginate", App.paginateFlows, "List flows in numbered pages",
            takes: .parameters(FlowPagesBody.self), gives: .pages("FlowPaginationResponse", of: Flow.wire)),
        Route(
            "POST /api/flows/bulk_delete", App.deleteFlows, "Delete the flows of a filter",
            takes: .parameters(FlowBulkDeleteBody.self), gives: .one(.deleted("FlowBulkDeleteResponse"))),
        Route("GET /api/flows/name/{name}", App.readFlowByName, "Read the flow of a name", gives: .one(Flow.wire)),
        Route("GET /api/flows/{id}", App.readFlow, "Read a flow", gives: .one(Flow.wire)),
        Route(
            "PATCH /api/flows/{id}", App.updateFlow, "Change the tags of a flow",
            takes: .body(FlowUpdateBody.self), gives: .nothing),
        Route("DELETE /api/flows/{id}", App.deleteFlow, "Delete a flow with its deployments", gives: .nothing),
    ]
}
