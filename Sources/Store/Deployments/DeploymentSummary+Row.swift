import Core
import JSON

extension SQL {
    /// The columns that ``DeploymentSummary/init(row:)`` reads.
    static func deploymentSummaryColumns(at now: Timestamp) -> SQL {
        """
        deployment.id, deployment.name, flow.id, flow.name, deployment.paused, deployment.tags,
        deployment.work_queue_name,
        (SELECT run.expected_start_time FROM flow_run AS run
            WHERE run.deployment_id = deployment.id AND run.expected_start_time > \(now)
                AND +run.state_type = 'SCHEDULED'
            ORDER BY run.expected_start_time LIMIT 1),
        last.id, last.name, last.state_type, last.state_name, last.state_timestamp, \(workPoolName(of: "deployment"))
        """
    }

    /// The name of the pool of the queue that a row names; NULL when there is none.
    static func workPoolName(of table: String) -> SQL {
        """
        (SELECT p.name FROM work_queue AS q JOIN work_pool AS p ON p.id = q.work_pool_id
            WHERE q.id = \(SQL(name: table)).work_queue_id)
        """
    }

    /// Deployments with their flow and the newest run that was due by now.
    static func deploymentSummarySource(at now: Timestamp) -> SQL {
        """
        FROM deployment JOIN flow ON flow.id = deployment.flow_id
        LEFT JOIN flow_run AS last ON last.rowid = (
            SELECT run.rowid FROM flow_run AS run
            WHERE run.deployment_id = deployment.id AND run.expected_start_time <= \(now)
            ORDER BY run.expected_start_time DESC LIMIT 1)
        """
    }
}

extension DeploymentSummary {
    fileprivate static let columnCount: Int32 = 14

    /// Without the schedules, which are rows of their own.
    init(row: borrowing Row) throws {
        self.init(
            id: try row.id(0), name: row.text(1), flow: ObjectName(id: try row.id(2), name: row.text(3)),
            isPaused: row.bool(4), tags: try row.texts(5), workPool: row.optionalText(13),
            workQueue: row.optionalText(6),
            schedules: [], nextRun: row.optionalTime(7), lastRun: row.runMark(8))
    }
}

extension DeploymentDetail {
    init(row: borrowing Row) throws {
        let next = DeploymentSummary.columnCount
        self.init(
            summary: try DeploymentSummary(row: row), created: row.time(next), updated: row.time(next + 1),
            description: row.optionalText(next + 2), version: row.optionalText(next + 3),
            entrypoint: row.optionalText(next + 4), path: row.optionalText(next + 5), status: row.text(next + 6),
            lastPolled: row.optionalTime(next + 7), concurrencyLimit: row.optionalInt(next + 8).map(Int.init),
            parameters: try row.json(next + 9), parameterSchema: try row.optionalJSON(next + 10))
    }
}
