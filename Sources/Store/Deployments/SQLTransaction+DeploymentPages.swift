public import Core
import JSON

extension SQLTransaction: DeploymentPageReading {
    public func deployments(
        _ search: DeploymentSearch, at now: Timestamp, offset: Int, limit: Int
    ) throws -> Slice<DeploymentSummary> {
        let found = try connection.rows(
            """
            SELECT \(SQL.deploymentSummaryColumns(at: now)) \(SQL.deploymentSummarySource(at: now))
            WHERE \(search.condition) ORDER BY deployment.name, deployment.id LIMIT \(limit + 1) OFFSET \(offset)
            """, DeploymentSummary.init(row:))
        var slice = Slice(found, limit: limit)
        let schedules = try schedules(ofDeployments: slice.items.map(\.id))
        for place in slice.items.indices { slice.items[place].schedules = schedules[slice.items[place].id] ?? [] }
        return slice
    }

    public func countDeployments(_ search: DeploymentSearch, bound: Int) throws -> BoundedCount {
        BoundedCount(
            try connection.count(
                """
                SELECT count(*) FROM (SELECT 1 FROM deployment JOIN flow ON flow.id = deployment.flow_id
                                      WHERE \(search.condition) LIMIT \(bound + 1))
                """), bound: bound)
    }

    public func deploymentDetail(_ id: ID, at now: Timestamp) throws -> DeploymentDetail? {
        let found = try connection.first(
            """
            SELECT \(SQL.deploymentSummaryColumns(at: now)),
                deployment.created, deployment.updated, deployment.description, deployment.version,
                deployment.entrypoint, deployment.path, deployment.status, deployment.last_polled,
                deployment.concurrency_limit, deployment.parameters, deployment.parameter_openapi_schema
            \(SQL.deploymentSummarySource(at: now)) WHERE deployment.id = \(id)
            """, DeploymentDetail.init(row:))
        guard var found else { return nil }
        found.summary.schedules = try schedules(ofDeployments: [id])[id] ?? []
        return found
    }

    public func deploymentIDs(named name: String, ofFlow flow: String?) throws -> [ID] {
        let condition: SQL = flow.map { "AND flow.name = \($0)" } ?? ""
        return try connection.rows(
            """
            SELECT deployment.id FROM deployment JOIN flow ON flow.id = deployment.flow_id
            WHERE deployment.name = \(name) \(condition) ORDER BY deployment.id LIMIT 50
            """
        ) { try $0.id(0) }
    }

    private func schedules(ofDeployments ids: [ID]) throws -> [ID: [ScheduleSummary]] {
        var result: [ID: [ScheduleSummary]] = [:]
        try connection.each(
            """
            SELECT deployment_id, id, schedule, active, slug, parameters FROM deployment_schedule
            WHERE deployment_id IN \(SQL.list(ids)) ORDER BY created, id
            """
        ) { row in
            result[try row.id(0), default: []].append(
                ScheduleSummary(
                    id: try row.id(1), schedule: try row.json(2), isActive: row.bool(3), slug: row.optionalText(4),
                    parameters: try row.json(5).object ?? JSONObject()))
        }
        return result
    }
}

extension DeploymentSearch {
    /// There are thousands of deployments at most, so name and tag are checked row by row.
    fileprivate var condition: SQL {
        var conditions: [SQL] = []
        if let flow { conditions.append("deployment.flow_id = \(flow)") }
        if let workPool {
            conditions.append(
                "deployment.work_queue_id IN (SELECT id FROM work_queue WHERE work_pool_id = \(workPool))")
        }
        if let name = name?.lowercased() {
            conditions.append("instr(lower(flow.name || '/' || deployment.name), \(name)) > 0")
        }
        if let tag { conditions.append("EXISTS (SELECT 1 FROM json_each(deployment.tags) WHERE value = \(tag))") }
        if let isPaused { conditions.append("deployment.paused = \(isPaused)") }
        return .all(conditions)
    }
}
