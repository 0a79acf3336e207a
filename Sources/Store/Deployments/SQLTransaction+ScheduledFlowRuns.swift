public import Core
public import JSON

extension SQLTransaction {
    public func writeScheduledFlowRuns(
        ofDeployments ids: [ID], before: Timestamp?, limit: Int, at now: Timestamp, into writer: inout JSONWriter
    ) throws {
        let latest = before ?? .latest
        // Each deployment's earliest runs come from the index in order. One query over all deployments would have to sort
        // every run that is due, which may be very many where no runner has asked for long.
        var due: [(time: Timestamp, id: ID)] = []
        for deployment in Set(ids) where try connection.exists("SELECT 1 FROM deployment WHERE id = \(deployment)") {
            due += try connection.rows(
                """
                SELECT next_scheduled_start_time, id FROM flow_run
                WHERE state_type = 'SCHEDULED' AND deployment_id = \(deployment)
                    AND next_scheduled_start_time <= \(latest)
                ORDER BY next_scheduled_start_time, id LIMIT \(limit)
                """
            ) { (time: $0.time(0), id: try $0.id(1)) }
        }
        due.sort { ($0.time, $0.id) < ($1.time, $1.id) }
        for run in due.prefix(limit) { _ = try writeFlowRun(run.id, at: now, into: &writer) }
    }

    /// Which of a deployment's scheduled runs are meant. Runs that have begun once, and those that only wait for a free
    /// slot of a limit, are never among them.
    enum ScheduledRuns {
        /// All, whoever made them.
        case all
        /// Those that a schedule made.
        case automatic
        /// Those that a schedule made and that are not due yet.
        case automaticAndComing
    }

    /// Deletes scheduled runs that would no longer be what the deployment says.
    ///
    /// - Parameter prefix: only runs whose key begins so, which are those of one schedule. The runs that a deployment has
    ///   ahead are few, so they are looked at one by one.
    func delete(_ runs: ScheduledRuns, ofDeployment id: ID, keyPrefix prefix: String? = nil, at now: Timestamp) throws {
        var conditions: [SQL] = [
            "deployment_id = \(id)", "state_type = 'SCHEDULED'", "state_name <> 'AwaitingConcurrencySlot'",
            "run_count = 0",
        ]
        switch runs {
        case .all: break
        case .automatic: conditions.append("auto_scheduled")
        case .automaticAndComing: conditions += ["auto_scheduled", "next_scheduled_start_time > \(now)"]
        }
        if let prefix { conditions.append("substr(idempotency_key, 1, \(prefix.utf8.count)) = \(prefix)") }
        let doomed: SQL = "SELECT id FROM flow_run WHERE \(SQL.all(conditions))"
        try connection.run("DELETE FROM log WHERE flow_run_id IN (\(doomed))")
        try connection.run("DELETE FROM flow_run WHERE \(SQL.all(conditions))")
    }
}
