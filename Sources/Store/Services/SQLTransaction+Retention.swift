public import Core

extension SQLTransaction: RetentionReading {
    public func hasRows(olderThan ends: RetentionEnds) throws -> Bool {
        if let moment = ends.events, try connection.exists("SELECT 1 FROM event WHERE occurred < \(moment)") {
            return true
        }
        if let moment = ends.logs, try connection.exists("SELECT 1 FROM log WHERE timestamp < \(moment)") {
            return true
        }
        return try ends.flowRuns.map { try !flowRuns(overBefore: $0, atMost: 1).isEmpty } ?? false
    }

    /// Runs that no other run called, the first that ended first.
    private func flowRuns(overBefore moment: Timestamp, atMost most: Int) throws -> [ID] {
        // The plus keeps the index of states from being chosen: only that of ends costs no more than it finds.
        try connection.rows(
            """
            SELECT id FROM flow_run
            WHERE end_time < \(moment) AND parent_task_run_id IS NULL
                AND +state_type IN ('COMPLETED', 'FAILED', 'CANCELLED', 'CRASHED')
            ORDER BY end_time, id LIMIT \(most)
            """
        ) { try $0.id(0) }
    }
}

extension SQLTransaction: RetentionWriting {
    public func deleteEvents(before moment: Timestamp, atMost most: Int) throws -> Int {
        try connection.run(
            """
            DELETE FROM event WHERE sequence IN (
                SELECT sequence FROM event WHERE occurred < \(moment) ORDER BY occurred LIMIT \(most))
            """)
    }

    public func deleteLogs(before moment: Timestamp, atMost most: Int) throws -> Int {
        try connection.run(
            """
            DELETE FROM log WHERE sequence IN (
                SELECT sequence FROM log WHERE timestamp < \(moment) ORDER BY timestamp LIMIT \(most))
            """)
    }

    public func deleteFlowRuns(overBefore moment: Timestamp, atMost most: Int) throws -> Int {
        var left = most
        for id in try flowRuns(overBefore: moment, atMost: most) {
            left -= try connection.run(
                """
                DELETE FROM log WHERE sequence IN (
                    SELECT sequence FROM log WHERE flow_run_id = \(id) LIMIT \(left))
                """)
            left -= try connection.run(
                """
                DELETE FROM artifact WHERE id IN (
                    SELECT id FROM artifact WHERE flow_run_id = \(id) AND key IS NULL LIMIT \(left))
                """)
            left -= try deleteTaskRuns(ofFlowRun: id, atMost: left)
            // The rest of a large run goes with the next piece.
            guard left > 0 else { return most }
            _ = try deleteFlowRun(id)
            left -= 1
            guard left > 0 else { return most }
        }
        return most - left
    }

    private func deleteTaskRuns(ofFlowRun id: ID, atMost most: Int) throws -> Int {
        var deleted = 0
        for task in try connection.rows(
            "SELECT id FROM task_run WHERE flow_run_id = \(id) LIMIT \(most)", { try $0.id(0) })
        {
            if try deleteTaskRun(task) { deleted += 1 }
        }
        return deleted
    }
}
