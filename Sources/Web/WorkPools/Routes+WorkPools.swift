extension Routes {
    static let workPools: [Route] = [
        Route("POST /api/work_pools/", App.createWorkPool),
        Route("POST /api/work_pools/filter", App.filterWorkPools),
        Route("POST /api/work_pools/count", App.countWorkPools),
        Route("GET /api/work_pools/{pool}", App.readWorkPool),
        Route("PATCH /api/work_pools/{pool}", App.updateWorkPool),
        Route("DELETE /api/work_pools/{pool}", App.deleteWorkPool),
        Route("POST /api/work_pools/{pool}/concurrency_status", App.showConcurrencyOfPool),
        Route("POST /api/work_pools/{pool}/queues", App.createPoolQueue),
        Route("POST /api/work_pools/{pool}/queues/filter", App.filterPoolQueues),
        Route("GET /api/work_pools/{pool}/queues/{name}", App.readPoolQueue),
        Route("PATCH /api/work_pools/{pool}/queues/{name}", App.updatePoolQueue),
        Route("DELETE /api/work_pools/{pool}/queues/{name}", App.deletePoolQueue),
        Route("POST /api/work_pools/{pool}/workers/heartbeat", App.recordHeartbeat),
        Route("POST /api/work_pools/{pool}/workers/filter", App.filterWorkers),
        Route("DELETE /api/work_pools/{pool}/workers/{name}", App.deleteWorker),
    ]
}
