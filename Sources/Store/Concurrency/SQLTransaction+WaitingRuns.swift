public import Core

extension SQLTransaction {
    /// Has as many of the runs that wait for a slot of a limit start as there are slots, those first that were to start
    /// first. Returns how many would have waited longer.
    @discardableResult
    func wakeRuns(waitingForLimit id: ID, at now: Timestamp) throws -> Int {
        let condition: SQL = "deployment.concurrency_limit_id = \(id)"
        guard try isWaitedFor(condition), let limit = try limit(.id(id), at: now) else { return 0 }
        let free = limit.isActive ? Int(clamping: max(0, limit.slots - limit.takenSlots)) : Int.max
        return try wakeRuns(ofDeployments: condition, atMost: free, at: now)
    }

    public func wakeWaitingRuns(atMost count: Int, at now: Timestamp) throws -> Int {
        let limits = try connection.rows(
            """
            SELECT DISTINCT concurrency_limit_id FROM deployment
            WHERE EXISTS (SELECT 1 FROM flow_run WHERE flow_run.deployment_id = deployment.id
                AND flow_run.state_name = 'AwaitingConcurrencySlot')
            """
        ) { $0.optionalID(0) }
        var woken = 0
        for limit in limits where woken < count {
            if let limit {
                woken += try wakeRuns(waitingForLimit: limit, at: now)
            } else {
                woken += try wakeRuns(
                    ofDeployments: "deployment.concurrency_limit_id IS NULL", atMost: count, at: now)
            }
        }
        return woken
    }

    private func isWaitedFor(_ deployments: SQL) throws -> Bool {
        try connection.exists(
            """
            SELECT 1 FROM deployment
            JOIN flow_run ON flow_run.deployment_id = deployment.id AND flow_run.state_name = 'AwaitingConcurrencySlot'
            WHERE \(deployments)
            """)
    }

    /// Makes runs due, which a runner or worker then finds at its next look. More than some hundreds need not be due at once.
    private func wakeRuns(ofDeployments condition: SQL, atMost count: Int, at now: Timestamp) throws -> Int {
        let waiting = try connection.rows(
            """
            SELECT run.id, run.state_id, run.next_scheduled_start_time FROM deployment
            JOIN flow_run AS run ON run.deployment_id = deployment.id AND run.state_name = 'AwaitingConcurrencySlot'
            WHERE \(condition) ORDER BY run.expected_start_time, run.id LIMIT \(min(count, 200))
            """
        ) { (id: try $0.id(0), state: try $0.id(1), due: $0.time(2)) }
        var woken = 0
        for run in waiting where run.due > now {
            try connection.run(
                "UPDATE flow_run SET next_scheduled_start_time = \(now), updated = \(now) WHERE id = \(run.id)")
            // Nobody may begin before the time that the state names.
            try connection.run(
                """
                UPDATE flow_run_state SET details = json_set(coalesce(details, '{}'), '$.scheduled_time', \(now.description))
                WHERE id = \(run.state)
                """)
            woken += 1
        }
        return woken
    }
}
