import JSON

extension Blocker {
    /// What holds a run, in the order in which a person would want to free it; empty for one that runs or is over.
    public static func of(_ run: RunCircumstances, at now: Timestamp) -> [Blocker] {
        switch run.state.type {
        case .scheduled: waiting.compactMap { $0(run, now) }
        case .pending: starting.compactMap { $0(run, now) }
        case .paused: [paused(run)]
        case .running, .completed, .failed, .cancelled, .crashed, .cancelling: []
        }
    }

    private typealias Check = @Sendable (RunCircumstances, Timestamp) -> Blocker?

    /// What may hold a run that waits for its start.
    private static let waiting: [Check] = [
        timeAhead, deploymentPaused, poolPaused, queuePaused, nobodyThere, poolFull, queueFull, limitFull,
    ]

    /// What may hold a run that somebody has taken.
    private static let starting: [Check] = [startingUp, nobodyThere]
}

extension Blocker {
    @Sendable private static func timeAhead(_ run: RunCircumstances, _ now: Timestamp) -> Blocker? {
        guard let time = run.nextStart ?? run.state.details.scheduledTime, time > now else { return nil }
        let isRetry = run.state.name == "AwaitingRetry"
        return Blocker(
            isRetry ? .retryDelay : .scheduledLater,
            isRetry ? "The run waits before it is tried again." : "Its time has not come.",
            since: run.state.timestamp, until: time,
            remedy: Remedy(
                "Set its state to Scheduled to have it start now.", method: "POST",
                path: "/flow_runs/\(run.id)/set_state", body: ["state": ["type": "SCHEDULED"], "force": true]))
    }

    @Sendable private static func deploymentPaused(_ run: RunCircumstances, _ now: Timestamp) -> Blocker? {
        guard let deployment = run.deployment, deployment.isPaused else { return nil }
        return Blocker(
            .deploymentPaused, "The deployment \(deployment.fullName) is paused.", since: deployment.updated,
            resource: Resource(kind: "deployment", id: deployment.name.id, name: deployment.fullName),
            remedy: Remedy(
                "Resume the deployment.", method: "POST",
                path: "/deployments/\(deployment.name.id)/resume_deployment"))
    }

    @Sendable private static func poolPaused(_ run: RunCircumstances, _ now: Timestamp) -> Blocker? {
        guard let pool = run.pool, pool.isPaused else { return nil }
        return Blocker(
            .workPoolPaused, "The work pool \(pool.name.name) is paused.", since: pool.updated,
            resource: Resource(kind: "work_pool", id: pool.name.id, name: pool.name.name),
            remedy: Remedy(
                "Resume the work pool.", method: "PATCH", path: pool.path, body: ["is_paused": false],
                command: "prefect work-pool resume '\(pool.name.name)'"))
    }

    @Sendable private static func queuePaused(_ run: RunCircumstances, _ now: Timestamp) -> Blocker? {
        guard let queue = run.queue, queue.isPaused else { return nil }
        return Blocker(
            .workQueuePaused, "The work queue \(queue.name.name) is paused.", since: queue.updated,
            resource: Resource(kind: "work_queue", id: queue.name.id, name: queue.name.name),
            remedy: Remedy(
                "Resume the work queue.", method: "PATCH", path: queue.path, body: ["is_paused": false],
                command: run.pool.map { "prefect work-queue resume '\(queue.name.name)' --pool '\($0.name.name)'" }))
    }

    @Sendable private static func limitFull(_ run: RunCircumstances, _ now: Timestamp) -> Blocker? {
        guard let limit = run.limit, limit.isFull, let deployment = run.deployment else { return nil }
        let name = limit.name ?? deployment.name
        return full(
            .concurrencyLimitFull, limit, "The deployment \(deployment.fullName)",
            Resource(kind: "concurrency_limit", id: name.id, name: name.name),
            raise: Remedy(
                "Wait for one of the runs to end, or raise the limit.", method: "PATCH",
                path: "/deployments/\(deployment.name.id)", body: ["concurrency_limit": .int(limit.slots + 1)]))
    }

    @Sendable private static func poolFull(_ run: RunCircumstances, _ now: Timestamp) -> Blocker? {
        guard let pool = run.pool, let limit = pool.limit, limit.isFull else { return nil }
        return full(
            .workPoolFull, limit, "The work pool \(pool.name.name)",
            Resource(kind: "work_pool", id: pool.name.id, name: pool.name.name),
            raise: Remedy(
                "Wait for one of the runs to end, or raise the pool's limit.", method: "PATCH", path: pool.path,
                body: ["concurrency_limit": .int(limit.slots + 1)],
                command: "prefect work-pool set-concurrency-limit '\(pool.name.name)' \(limit.slots + 1)"))
    }

    @Sendable private static func queueFull(_ run: RunCircumstances, _ now: Timestamp) -> Blocker? {
        guard let queue = run.queue, let limit = queue.limit, limit.isFull else { return nil }
        return full(
            .workQueueFull, limit, "The work queue \(queue.name.name)",
            Resource(kind: "work_queue", id: queue.name.id, name: queue.name.name),
            raise: Remedy(
                "Wait for one of the runs to end, or raise the queue's limit.", method: "PATCH", path: queue.path,
                body: ["concurrency_limit": .int(limit.slots + 1)]))
    }

    private static func full(
        _ kind: Kind, _ limit: RunCircumstances.Limit, _ whose: String, _ resource: Resource, raise: Remedy
    ) -> Blocker {
        let runs = limit.slots == 1 ? "1 run" : "\(limit.slots) runs"
        let taken = limit.taken == 1 ? "1 is" : "\(limit.taken) are"
        return Blocker(
            kind, "\(whose) lets \(runs) be under way together, and \(taken) under way.",
            since: limit.holders.last?.since,
            resource: resource, holders: limit.holders, remedy: raise)
    }
}

extension RunCircumstances.Pool {
    var path: String { "/work_pools/\(name.name)" }
}

extension RunCircumstances.Line {
    var path: String { "/work_queues/\(name.id)" }
}
