import Core

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
        Route("GET /work-pools", App.showWorkPools),
        Route("GET /work-pools/work-pool/{name}", App.showWorkPool),
        Route("GET /concurrency-limits", App.showLimits),
        Route("GET /concurrency-limits/concurrency-limit/{id}", App.showLimit),
    ]

    /// What the forms of the pages do.
    static let forms: [Route] = [
        Route("POST /runs/flow-run/{id}/cancel", App.cancelFlowRun),
        Route("GET /runs/flow-run/{id}/delete", App.askToDeleteFlowRun),
        Route("POST /runs/flow-run/{id}/delete", App.deleteFlowRunByForm),
        Route("POST /deployments/deployment/{id}/pause", App.pauseDeploymentByForm),
        Route("POST /deployments/deployment/{id}/resume", App.resumeDeploymentByForm),
        Route("GET /deployments/deployment/{id}/run", App.showQuickRun),
        Route("POST /deployments/deployment/{id}/run", App.quickRun),
        Route("POST /deployments/deployment/{id}/schedules/{schedule_id}/on", App.switchScheduleOn),
        Route("POST /deployments/deployment/{id}/schedules/{schedule_id}/off", App.switchScheduleOff),
        Route("POST /work-pools/work-pool/{name}/pause", App.pauseWorkPoolByForm),
        Route("POST /work-pools/work-pool/{name}/resume", App.resumeWorkPoolByForm),
        Route("POST /work-pools/work-pool/{name}/limit", App.limitWorkPoolByForm),
        Route("POST /work-pools/work-pool/{name}/queues/{queue_id}/pause", App.pauseWorkQueueByForm),
        Route("POST /work-pools/work-pool/{name}/queues/{queue_id}/resume", App.resumeWorkQueueByForm),
        Route("POST /work-pools/work-pool/{name}/queues/{queue_id}/limit", App.limitWorkQueueByForm),
        Route("POST /concurrency-limits/new", App.createLimitByForm),
        Route("POST /concurrency-limits/concurrency-limit/{id}/change", App.changeLimitByForm),
        Route("POST /concurrency-limits/concurrency-limit/{id}/on", App.switchLimitOn),
        Route("POST /concurrency-limits/concurrency-limit/{id}/off", App.switchLimitOff),
        Route("POST /concurrency-limits/concurrency-limit/{id}/free", App.freeSlotByForm),
        Route("POST /concurrency-limits/concurrency-limit/{id}/reset", App.resetLimitByForm),
        Route("POST /concurrency-limits/concurrency-limit/{id}/delete", App.deleteLimitByForm),
    ]
}
