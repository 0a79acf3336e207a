import Core

/// What is answered of queues beside themselves.
extension WireObject {
    static let queueHealth = WireObject(
        "WorkQueueStatusDetail",
        [
            .init("healthy", .boolean), .init("late_runs_count", .integer), .nullable("last_polled", .time),
            .init("health_check_policy", .object(healthPolicy)),
        ])

    private static let healthPolicy = WireObject(
        "WorkQueueHealthPolicy",
        [.init("maximum_late_runs", .integer), .init("maximum_seconds_since_last_polled", .integer)])

    /// A run that a worker should start.
    static let polledRun = WireObject(
        "WorkerFlowRunResponse",
        [.init("work_pool_id", .id), .init("work_queue_id", .id), .init("flow_run", .object(FlowRun.workerWire))])
}
