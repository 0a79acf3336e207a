import Core

extension Routes {
    /// Creating runs, changing their states, and the states they went through.
    static let orchestration: [Route] = [
        Route(
            "POST /api/flow_runs/", App.createFlowRun, "Make a flow run, or get the one of that idempotency key",
            takes: .body(FlowRunCreateBody.self), gives: .one(FlowRun.wire, .created, .ok)),
        Route(
            "POST /api/flow_runs/{id}/set_state", App.setFlowRunState, "Ask a state of a flow run; the rules decide",
            takes: .parameters(SetStateBody.self), gives: .json(.object(.decision), .ok, .created)),
        Route(
            "POST /api/task_runs/", App.createTaskRun, "Make a task run, or get the one that has the same keys",
            takes: .body(TaskRunCreateBody.self), gives: .one(TaskRun.wire, .created, .ok)),
        Route(
            "POST /api/task_runs/{id}/set_state", App.setTaskRunState, "Ask a state of a task run; the rules decide",
            takes: .parameters(SetStateBody.self), gives: .json(.object(.decision), .ok, .created)),
        Route(
            "GET /api/flow_run_states/", App.listFlowRunStates, "List the states that a flow run went through",
            asks: [.of(.flowRunID)], gives: .list(State.wire)),
        Route(
            "GET /api/flow_run_states/{id}", App.readFlowRunState, "Read a state of a flow run",
            gives: .one(State.wire)),
        Route(
            "GET /api/task_run_states/", App.listTaskRunStates, "List the states that a task run went through",
            asks: [.of(.taskRunID)], gives: .list(State.wire)),
        Route(
            "GET /api/task_run_states/{id}", App.readTaskRunState, "Read a state of a task run",
            gives: .one(State.wire)),
    ]
}
