import Core

extension Routes {
    static let workPools: [Route] = [
        Route(
            "POST /api/work_pools/", App.createWorkPool, "Make a work pool",
            takes: .body(WorkPoolCreateBody.self),
            gives: .one(WorkPool.wire, .created).ofWorkPools),
        Route(
            "POST /api/work_pools/filter", App.filterWorkPools, "List work pools",
            takes: .parameters(WorkPoolListBody.self),
            gives: .list(WorkPool.wire).ofWorkPools),
        Route(
            "POST /api/work_pools/count", App.countWorkPools, "Count work pools",
            takes: .parameters(WorkPoolCountBody.self), gives: .count),
        Route(
            "GET /api/work_pools/{name}", App.readWorkPool, "Read a work pool",
            gives: .one(WorkPool.wire).ofWorkPools),
        Route(
            "PATCH /api/work_pools/{name}", App.updateWorkPool, "Change a work pool",
            takes: .body(WorkPoolUpdateBody.self), gives: .nothing),
        Route(
            "DELETE /api/work_pools/{name}", App.deleteWorkPool, "Delete a work pool with its queues",
            gives: .nothing),
        Route(
            "POST /api/work_pools/{name}/concurrency_status", App.showConcurrencyOfPool,
            "Say how full a work pool is, and who fills it",
            takes: .parameters(PoolConcurrencyBody.self), gives: .one(.poolConcurrency)),
        Route(
            "POST /api/work_pools/{work_pool_name}/queues", App.createPoolQueue, "Make a queue of a work pool",
            takes: .body(WorkQueueCreateBody.self), gives: .one(WorkQueue.wire, .created)),
        Route(
            "POST /api/work_pools/{work_pool_name}/queues/filter", App.filterPoolQueues,
            "List the queues of a work pool",
            takes: .parameters(WorkQueueListBody.self), gives: .list(WorkQueue.wire)),
        Route(
            "GET /api/work_pools/{work_pool_name}/queues/{name}", App.readPoolQueue, "Read a queue of a work pool",
            gives: .one(WorkQueue.wire)),
        Route(
            "PATCH /api/work_pools/{work_pool_name}/queues/{name}", App.updatePoolQueue,
            "Change a queue of a work pool",
            takes: .body(WorkQueueUpdateBody.self), gives: .nothing),
        Route(
            "DELETE /api/work_pools/{work_pool_name}/queues/{name}", App.deletePoolQueue,
            "Delete a queue of a work pool",
            gives: .nothing),
        Route(
            "POST /api/work_pools/{work_pool_name}/workers/heartbeat", App.recordHeartbeat,
            "Say that a worker is alive",
            takes: .parameters(HeartbeatBody.self), gives: .nothing),
        Route(
            "POST /api/work_pools/{work_pool_name}/workers/filter", App.filterWorkers,
            "List the workers of a work pool",
            takes: .parameters(WorkerListBody.self), gives: .list(Worker.wire)),
        Route(
            "DELETE /api/work_pools/{work_pool_name}/workers/{name}", App.deleteWorker, "Forget a worker",
            gives: .nothing),
    ]
}

extension RouteOutput {
    /// The same with work pools as older clients get them.
    fileprivate var ofWorkPools: RouteOutput { older(WorkPool.oldWire, for: .prefect2, .earlyPrefect3) }
}
