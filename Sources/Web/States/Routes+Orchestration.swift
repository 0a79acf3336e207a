extension Routes {
    /// Creating runs, changing their states, and the states they went through.
    static let orchestration: [Route] = [
        Route("POST /api/flow_runs/", App.createFlowRun),
        Route("POST /api/flow_runs/{id}/set_state", App.setFlowRunState),
        Route("POST /api/task_runs/", App.createTaskRun),
        Route("POST /api/task_runs/{id}/set_state", App.setTaskRunState),
        Route("GET /api/flow_run_states/", App.listFlowRunStates),
        Route("GET /api/flow_run_states/{id}", App.readFlowRunState),
        Route("GET /api/task_run_states/", App.listTaskRunStates),
        Route("GET /api/task_run_states/{id}", App.readTaskRunState),
    ]
}
