import JSON

/// What waits for somebody: a worker, a runner, an agent, or a person.
extension Blocker {
    /// Nobody who could start the run is there.
    @Sendable static func nobodyThere(_ run: RunCircumstances, _ now: Timestamp) -> Blocker? {
        if let pool = run.pool { return pool.type == WorkPool.agentType ? noAgent(run, now) : noWorker(pool) }
        guard let deployment = run.deployment else { return noDeployment(run) }
        return noRunner(deployment, now)
    }

    private static func noWorker(_ pool: RunCircumstances.Pool) -> Blocker? {
        guard pool.workersOnline == 0 else { return nil }
        let name = pool.name.name
        return Blocker(
            .noWorkerOnline,
            pool.lastHeartbeat == nil
                ? "No worker has ever been heard of in the work pool \(name)."
                : "No worker is online in the work pool \(name).",
            since: pool.lastHeartbeat, resource: Resource(kind: "work_pool", id: pool.name.id, name: name),
            remedy: Remedy("Start a worker.", command: "prefect worker start --pool '\(name)'"))
    }

    private static func noAgent(_ run: RunCircumstances, _ now: Timestamp) -> Blocker? {
        guard let queue = run.queue, now - (queue.lastPolled ?? .earliest) > WorkQueueFacts.longestSilence else {
            return nil
        }
        let name = queue.name.name
        return Blocker(
            .noWorkerOnline, "No agent asks for work of the queue \(name).", since: queue.lastPolled,
            resource: Resource(kind: "work_queue", id: queue.name.id, name: name),
            remedy: Remedy("Start an agent.", command: "prefect agent start -q '\(name)'"))
    }

    /// A deployment without a pool runs where its flow is served.
    private static func noRunner(_ deployment: RunCircumstances.DeploymentPlace, _ now: Timestamp) -> Blocker? {
        guard now - (deployment.lastPolled ?? .earliest) > WorkQueueFacts.longestSilence else { return nil }
        return Blocker(
            .noRunnerPolling, "No process serves the deployment \(deployment.fullName).", since: deployment.lastPolled,
            resource: Resource(kind: "deployment", id: deployment.name.id, name: deployment.fullName),
            remedy: Remedy("Start the program that serves the flow: the one that calls flow.serve()."))
    }

    private static func noDeployment(_ run: RunCircumstances) -> Blocker? {
        Blocker(
            .noDeployment, "The run belongs to no deployment: only the program that made it can start it.",
            since: run.state.timestamp,
            remedy: Remedy(
                "Start that program again, or delete the run.", method: "DELETE", path: "/flow_runs/\(run.id)"))
    }

    @Sendable static func startingUp(_ run: RunCircumstances, _ now: Timestamp) -> Blocker? {
        Blocker(
            .startingUp, "It was taken, and its process or job has not begun to run it.", since: run.state.timestamp,
            remedy: Remedy(
                "If it never comes, set its state to Scheduled to have it taken again.", method: "POST",
                path: "/flow_runs/\(run.id)/set_state", body: ["state": ["type": "SCHEDULED"], "force": true]))
    }

    static func paused(_ run: RunCircumstances) -> Blocker {
        let asks = run.state.details.members["run_input_keyset"].map { $0 != .null } ?? false
        return Blocker(
            asks ? .waitingForInput : .paused,
            asks ? "It waits for input." : "It is paused.", since: run.state.timestamp,
            until: run.state.details.pauseTimeout,
            remedy: Remedy(
                asks ? "Resume it with the input it asks for." : "Resume it.", method: "POST",
                path: "/flow_runs/\(run.id)/resume", body: asks ? ["run_input": [:]] : nil,
                command: asks ? nil : "prefect flow-run resume \(run.id)"))
    }
}
