extension Routes {
    static let taskRuns: [Route] = [
        Route("POST /api/task_runs/filter", App.filterTaskRuns),
        Route("POST /api/task_runs/count", App.countTaskRuns),
        Route("POST /api/task_runs/paginate", App.paginateTaskRuns),
        Route("GET /api/task_runs/{id}", App.readTaskRun),
        Route("PATCH /api/task_runs/{id}", App.updateTaskRun),
        Route("DELETE /api/task_runs/{id}", App.deleteTaskRun),
        Route("POST /api/task_runs/history", App.readTaskRunHistory),
        Route("POST /api/task_workers/filter", App.filterTaskWorkers),
        Route("GET /api/ui/task_runs/{id}", App.readTaskRunWithFlowRun),
        Route("POST /api/ui/task_runs/count", App.countTaskRunsByState),
        Route("POST /api/ui/task_runs/dashboard/counts", App.readTaskRunOutcomes),
    ]
}
