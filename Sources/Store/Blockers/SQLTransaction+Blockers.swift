public import Core
import JSON

extension SQLTransaction: BlockerReading {
    /// Holders that an answer names at most.
    private static let mostHolders = 50

    public func circumstances(ofFlowRun id: ID, at now: Timestamp) throws -> RunCircumstances? {
        let found = try connection.first(
            """
            SELECT state.id, state.type, state.name, state.timestamp, state.message, state.details,
                flow_run.next_scheduled_start_time, flow_run.deployment_id, flow_run.work_queue_id
            FROM flow_run JOIN flow_run_state AS state ON state.id = flow_run.state_id
            WHERE flow_run.id = \(id)
            """
        ) { row in
            guard let type = StateType(rawValue: row.text(1)) else { return nil as Start? }
            let details = StateDetails(try row.optionalJSON(5)?.object ?? JSONObject())
            let state = State(
                id: try row.id(0), type: type, name: row.text(2), timestamp: row.time(3), message: row.optionalText(4),
                details: details)
            return Start(
                run: RunCircumstances(id: id, state: state, nextStart: row.optionalTime(6)),
                deployment: row.optionalID(7), queue: row.optionalID(8))
        }
        guard let found, let start = found else { return nil }
        var run = start.run
        if let deployment = start.deployment {
            run.deployment = try deploymentPlace(deployment)
            run.limit = try limit(ofDeployment: deployment)
        }
        if let queue = start.queue {
            run.queue = try line(queue)
            run.pool = try pool(ofQueue: queue, at: now)
        }
        return run
    }

    /// What the run's own row says.
    private struct Start {
        var run: RunCircumstances
        var deployment: ID?
        var queue: ID?
    }

    private func deploymentPlace(_ id: ID) throws -> RunCircumstances.DeploymentPlace? {
        try connection.first(
            """
            SELECT deployment.name, flow.name, deployment.paused, deployment.last_polled,
                deployment.updated
            FROM deployment JOIN flow ON flow.id = deployment.flow_id WHERE deployment.id = \(id)
            """
        ) { row in
            let name = row.text(0)
            return RunCircumstances.DeploymentPlace(
                name: ObjectName(id: id, name: name), fullName: "\(row.text(1))/\(name)", isPaused: row.bool(2),
                lastPolled: row.optionalTime(3),
                updated: row.time(4))
        }
    }

    private func limit(ofDeployment id: ID) throws -> RunCircumstances.Limit? {
        let found = try connection.first(
            """
            SELECT own.id, own.name, own.slots,
                (SELECT coalesce(sum(slots), 0) FROM concurrency_slot WHERE limit_id = own.id)
            FROM deployment JOIN concurrency_limit AS own ON own.id = deployment.concurrency_limit_id
            WHERE deployment.id = \(id) AND own.active
            """
        ) { (name: ObjectName(id: try $0.id(0), name: $0.text(1)), slots: $0.int(2), taken: $0.int(3)) }
        guard let found else { return nil }
        let holders = try connection.rows(
            """
            SELECT flow_run.id, flow_run.name, slot.since
            FROM concurrency_slot AS slot JOIN flow_run ON flow_run.id = slot.holder_id
            WHERE slot.limit_id = \(found.name.id) ORDER BY slot.sequence LIMIT \(SQLTransaction.mostHolders)
            """
        ) { Blocker.Holder(run: ObjectName(id: try $0.id(0), name: $0.text(1)), since: $0.optionalTime(2)) }
        return RunCircumstances.Limit(slots: found.slots, name: found.name, taken: found.taken, holders: holders)
    }

    private func line(_ id: ID) throws -> RunCircumstances.Line? {
        let limit = try connection.first("SELECT concurrency_limit FROM work_queue WHERE id = \(id)") {
            $0.optionalInt(0)
        }.flatMap { $0 }
        let holders = try limit.map { slots in
            let holds: SQL = "flow_run.work_queue_id = \(id) AND \(SQL.isUnderWay("flow_run"))"
            return try self.limit(slots, heldBy: holds)
        }
        return try connection.first("SELECT name, is_paused, updated, last_polled FROM work_queue WHERE id = \(id)") {
            RunCircumstances.Line(
                name: ObjectName(id: id, name: $0.text(0)), isPaused: $0.bool(1), updated: $0.time(2),
                lastPolled: $0.optionalTime(3), limit: holders)
        }
    }

    private func pool(ofQueue queue: ID, at now: Timestamp) throws -> RunCircumstances.Pool? {
        guard let facts = try workQueue(queue).flatMap({ try workPool($0.workPoolID) }) else { return nil }
        let limit = try facts.concurrencyLimit.map { slots in
            let holds: SQL = """
                flow_run.work_queue_id IN (SELECT id FROM work_queue WHERE work_pool_id = \(facts.id))
                AND \(SQL.holdsSlot("flow_run"))
                """
            return try self.limit(slots, heldBy: holds)
        }
        return try connection.first(
            """
            SELECT work_pool.updated, count(worker.id) FILTER (WHERE \(SQL.workerIsOnline(at: now))),
                max(worker.last_heartbeat_time)
            FROM work_pool LEFT JOIN worker ON worker.work_pool_id = work_pool.id WHERE work_pool.id = \(facts.id)
            """
        ) { row in
            RunCircumstances.Pool(
                name: ObjectName(id: facts.id, name: facts.name), type: facts.type, isPaused: facts.isPaused,
                updated: row.time(0), workersOnline: Int(row.int(1)), lastHeartbeat: row.optionalTime(2), limit: limit)
        }
    }

    /// A limit with the runs that a condition finds as its holders.
    private func limit(_ slots: Int64, heldBy holds: SQL) throws -> RunCircumstances.Limit {
        let taken = try connection.count("SELECT count(*) FROM flow_run WHERE \(holds)")
        let holders = try connection.rows(
            """
            SELECT id, name, state_timestamp FROM flow_run WHERE \(holds)
            ORDER BY state_timestamp, id LIMIT \(SQLTransaction.mostHolders)
            """
        ) { Blocker.Holder(run: ObjectName(id: try $0.id(0), name: $0.text(1)), since: $0.optionalTime(2)) }
        return RunCircumstances.Limit(slots: slots, taken: Int64(taken), holders: holders)
    }
}
