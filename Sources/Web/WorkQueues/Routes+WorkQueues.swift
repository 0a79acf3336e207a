extension Routes {
    static let workQueues: [Route] = [
        Route("POST /api/work_queues/", App.createWorkQueue),
        Route("POST /api/work_queues/filter", App.filterWorkQueues),
        Route("GET /api/work_queues/name/{name}", App.readWorkQueueByName),
        Route("GET /api/work_queues/{id}", App.readWorkQueue),
        Route("PATCH /api/work_queues/{id}", App.updateWorkQueue),
        Route("DELETE /api/work_queues/{id}", App.deleteWorkQueue),
        Route("POST /api/work_queues/{id}/concurrency_status", App.showConcurrencyOfQueue),
        Route("GET /api/work_queues/{id}/status", App.readWorkQueueStatus),
    ]
}
