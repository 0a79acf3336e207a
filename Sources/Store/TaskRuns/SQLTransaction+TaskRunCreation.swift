public import Core
import JSON

extension SQLTransaction: TaskRunCreation {
    public func createTaskRun(_ run: NewTaskRun, at now: Timestamp) throws -> (id: ID, isNew: Bool) {
        if let known = try taskRun(likeThat: run) { return (known, false) }
        let labels = try inheritedLabels(of: run).merging(run.labels)
        var facts = RunFacts(kind: .taskRun, id: run.id, policy: RunPolicy(run.policy))
        facts.flowRunID = run.flowRunID
        let policy = Policy.governing(.taskRun, entering: run.state, force: true)
        let decision = try policy.decide(Transition(run: facts, proposed: run.state, now: now), reading: self)
        try insert(run, labels: labels, at: now)
        try insertTags(run.tags, ofTaskRun: run.id)
        try keep(decision, at: now)
        return (run.id, true)
    }

    private func taskRun(likeThat run: NewTaskRun) throws -> ID? {
        let owner: SQL =
            if let flowRun = run.flowRunID { "flow_run_id = \(flowRun)" } else { "flow_run_id IS NULL" }
        return try connection.first(
            """
            SELECT id FROM task_run
            WHERE \(owner) AND task_key = \(run.taskKey) AND dynamic_key = \(run.dynamicKey)
            """
        ) { try $0.id(0) }
    }

    private func inheritedLabels(of run: NewTaskRun) throws -> JSONObject {
        guard let flowRun = run.flowRunID else { return JSONObject() }
        let found = try connection.first("SELECT labels FROM flow_run WHERE id = \(flowRun)") { try $0.object(0) }
        guard var labels = found else { throw Failure.conflict(Failure.integrityConflict) }
        labels["prefect.flow-run.id"] = .string(flowRun.description)
        return labels
    }

    private func insert(_ run: NewTaskRun, labels: JSONObject, at now: Timestamp) throws {
        try connection.run(
            """
            INSERT INTO task_run (id, created, updated, name, flow_run_id, task_key, dynamic_key, cache_key,
                cache_expiration, task_version, empirical_policy, tags, labels, task_inputs)
            VALUES (\(run.id), \(now), \(now), \(run.name), \(run.flowRunID), \(run.taskKey), \(run.dynamicKey),
                \(run.cacheKey), \(run.cacheExpiration), \(run.taskVersion), \(run.policy), \(JSONValue(run.tags)),
                \(labels), \(run.taskInputs))
            """)
    }
}
