import Core

extension Routes {
    static let taskRuns: [Route] = [
        Route(
            "POST /api/task_runs/filter", App.filterTaskRuns, "List task runs",
            takes: .parameters(ListBody<TaskRunSort, TaskRunQueryBody>.self), gives: .list(TaskRun.wire)),
        Route(
            "POST /api/task_runs/count", App.countTaskRuns, "Count task runs",
            takes: .parameters(TaskRunQueryBody.self), gives: .count),
        Route(
            "POST /api/task_runs/paginate", App.paginateTaskRuns, "List task runs in numbered pages",
            takes: .parameters(PagesListBody<TaskRunSort, TaskRunQueryBody>.self),
            gives: .pages("TaskRunPaginationResponse", of: TaskRun.wire)),
        Route("GET /api/task_runs/{id}", App.readTaskRun, "Read a task run with its state", gives: .one(TaskRun.wire)),
        Route(
            "PATCH /api/task_runs/{id}", App.updateTaskRun, "Change the name of a task run",
            takes: .body(TaskRunUpdateBody.self), gives: .nothing),
        Route("DELETE /api/task_runs/{id}", App.deleteTaskRun, "Delete a task run", gives: .nothing),
        Route(
            "POST /api/task_runs/history", App.readTaskRunHistory, "Count task runs by state in intervals of time",
            takes: .parameters(RunHistoryBody<TaskRunQueryBody>.self), gives: .list(.historyInterval)),
        Route(
            "POST /api/task_workers/filter", App.filterTaskWorkers, "List who waits for background task runs",
            takes: .parameters(TaskWorkerListBody.self), gives: .list(.taskWorker)),
        Route(
            "GET /api/ui/task_runs/{id}", App.readTaskRunWithFlowRun, "Read a task run with the name of its flow run",
            gives: .one(RunViews.taskRun)),
        Route(
            "POST /api/ui/task_runs/count", App.countTaskRunsByState, "Count task runs by state",
            takes: .parameters(TaskRunQueryBody.self), gives: .one(.countsByState)),
        Route(
            "POST /api/ui/task_runs/dashboard/counts", App.readTaskRunOutcomes,
            "Count what came of task runs in twenty parts of a time",
            takes: .parameters(TaskRunOutcomesBody.self), gives: .list(.taskRunOutcomes)),
    ]
}
