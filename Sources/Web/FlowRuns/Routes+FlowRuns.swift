import Core

extension Routes {
    static let flowRuns: [Route] = [
        Route(
            "POST /api/flow_runs/filter", App.filterFlowRuns, "List flow runs",
            takes: .parameters(ListBody<FlowRunSort, RunQueryBody>.self), gives: .list(FlowRun.wire)),
        Route(
            "POST /api/flow_runs/count", App.countFlowRuns, "Count flow runs",
            takes: .parameters(RunQueryBody.self), gives: .count),
        Route(
            "POST /api/flow_runs/paginate", App.paginateFlowRuns, "List flow runs in numbered pages",
            takes: .parameters(PagesListBody<FlowRunSort, RunQueryBody>.self),
            gives: .pages("FlowRunPaginationResponse", of: FlowRun.wire)),
        Route("GET /api/flow_runs/{id}", App.readFlowRun, "Read a flow run with its state", gives: .one(FlowRun.wire)),
        Route(
            "PATCH /api/flow_runs/{id}", App.updateFlowRun, "Change a flow run",
            takes: .body(FlowRunUpdateBody.self), gives: .nothing),
        Route("DELETE /api/flow_runs/{id}", App.deleteFlowRun, "Delete a flow run", gives: .nothing),
        Route(
            "PATCH /api/flow_runs/{id}/labels", App.updateFlowRunLabels, "Add labels to a flow run",
            takes: .value(.labels), gives: .nothing),
        Route(
            "POST /api/flow_runs/history", App.readFlowRunHistory, "Count flow runs by state in intervals of time",
            takes: .parameters(RunHistoryBody<FlowRunHistoryQueryBody>.self), gives: .list(.historyInterval)),
        Route(
            "POST /api/flow_runs/lateness", App.readFlowRunLateness,
            "Say how many seconds late flow runs are on average",
            takes: .parameters(RunQueryBody.self), gives: .json(.number.orNull)),
        Route(
            "POST /api/flow_runs/bulk_delete", App.deleteFlowRuns, "Delete the flow runs of a filter",
            takes: .parameters(FlowRunBulkBody.self), gives: .one(.deleted("FlowRunBulkDeleteResponse"))),
        Route(
            "POST /api/flow_runs/bulk_set_state", App.setFlowRunStates, "Ask a state of each flow run of a filter",
            takes: .parameters(FlowRunBulkStateBody.self), gives: .one(.decisions)),
        Route(
            "POST /api/flow_runs/{id}/resume", App.resumeFlowRun, "Resume a flow run that is paused",
            takes: .parameters(FlowRunResumeBody.self), gives: .json(.object(.decision), .ok, .created)),
        Route(
            "GET /api/flow_runs/{id}/graph", App.readFlowRunDependencies,
            "List the task runs of a flow run with what each waited for",
            gives: .list(TaskRunDependency.wire)),
        Route(
            "GET /api/flow_runs/{id}/graph-v2", App.readFlowRunGraph, "Read a flow run as a graph",
            asks: [.of(.since)], gives: .one(.graph)),
        Route(
            "GET /api/flow_runs/{id}/logs/download", App.downloadFlowRunLogs, "Load the log of a flow run as a table",
            gives: RouteOutput(.text("text/csv"))),
        Route(
            "POST /api/flow_runs/{id}/input", App.createFlowRunInput, "Keep an input for a flow run",
            takes: .parameters(FlowRunInputBody.self), gives: .json(.null, .created)),
        Route(
            "POST /api/flow_runs/{id}/input/filter", App.filterFlowRunInputs, "List the inputs of a flow run",
            takes: .parameters(FlowRunInputSearchBody.self), gives: .list(FlowRunInput.wire)),
        Route(
            "GET /api/flow_runs/{id}/input/{key}", App.readFlowRunInput, "Read an input of a flow run as it was sent",
            gives: RouteOutput(.text("text/plain"))),
        Route(
            "DELETE /api/flow_runs/{id}/input/{key}", App.deleteFlowRunInput, "Delete an input of a flow run",
            gives: .nothing),
        Route(
            "POST /api/ui/flow_runs/history", App.readFlowRunsInShort, "List flow runs as points of a chart",
            takes: .parameters(FlowRunsInShortBody.self), gives: .list(RunViews.flowRunInShort)),
        Route(
            "POST /api/ui/flow_runs/count-task-runs", App.countTaskRunsOfFlowRuns, "Count the task runs of flow runs",
            takes: .parameters(FlowRunIDsBody.self), gives: .json(.mapOfIDs(.integer))),
        Route(
            "POST /api/ui/flows/count-deployments", App.countDeploymentsOfFlows, "Count the deployments of flows",
            takes: .parameters(FlowIDsBody.self), gives: .json(.mapOfIDs(.integer))),
        Route(
            "POST /api/ui/flows/next-runs", App.readNextRunsOfFlows, "Read the next run of each of several flows",
            takes: .parameters(FlowIDsBody.self), gives: .json(.mapOfIDs(.object(RunViews.nextFlowRun).orNull))),
    ]
}
