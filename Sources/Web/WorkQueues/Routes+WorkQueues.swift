import Core

extension Routes {
    static let workQueues: [Route] = [
        Route(
            "POST /api/work_queues/", App.createWorkQueue, "Make a queue that agents poll",
            takes: .body(WorkQueueCreateBody.self), gives: .one(WorkQueue.wire, .created)),
        Route(
            "POST /api/work_queues/filter", App.filterWorkQueues, "List queues of all work pools",
            takes: .parameters(AllWorkQueuesBody.self), gives: .list(WorkQueue.wire)),
        Route(
            "GET /api/work_queues/name/{name}", App.readWorkQueueByName, "Read the queue of agents that has a name",
            gives: .one(WorkQueue.wire)),
        Route("GET /api/work_queues/{id}", App.readWorkQueue, "Read a queue", gives: .one(WorkQueue.wire)),
        Route(
            "PATCH /api/work_queues/{id}", App.updateWorkQueue, "Change a queue",
            takes: .body(WorkQueueUpdateBody.self), gives: .nothing),
        Route("DELETE /api/work_queues/{id}", App.deleteWorkQueue, "Delete a queue", gives: .nothing),
        Route(
            "POST /api/work_queues/{id}/concurrency_status", App.showConcurrencyOfQueue,
            "Say how full a queue is, and who fills it",
            takes: .parameters(PagesBody.self), gives: .one(.queueConcurrency)),
        Route(
            "GET /api/work_queues/{id}/status", App.readWorkQueueStatus,
            "Say whether a queue is served as it should be",
            gives: .one(.queueHealth)),
    ]
}
