public import Core
public import JSON

extension SQL {
    /// The last changed first; of those changed together the one that stood last in the request.
    static let schedulesByChange: SQL = "deployment_schedule.updated DESC, deployment_schedule.id DESC"
}

extension SQLTransaction: DeploymentReading {
    public func writeDeployment(_ id: ID, _ dialect: WireDialect, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.deployment(dialect), "WHERE deployment.id = \(id)", at: .earliest, into: &writer)
    }

    public func writeDeployment(
        named name: String, ofFlowNamed flow: String, _ dialect: WireDialect, into writer: inout JSONWriter
    ) throws -> Bool {
        let condition: SQL = """
            WHERE deployment.name = \(name) AND deployment.flow_id = (SELECT id FROM flow WHERE name = \(flow))
            """
        return try writeRow(.deployment(dialect), condition, at: .earliest, into: &writer)
    }

    public func writeDeployments(
        _ query: RunQuery, sort: DeploymentSort, page: Page, _ dialect: WireDialect, into writer: inout JSONWriter
    ) throws {
        let condition = SQL.all(SQL.deploymentConditions(query))
        try writeRows(
            .deployment(dialect), "WHERE \(condition) ORDER BY \(SQL.order(sort)) \(SQL.page(page))", at: .earliest,
            into: &writer)
    }

    public func countDeployments(_ query: RunQuery) throws -> Int {
        try connection.count("SELECT count(*) FROM deployment WHERE \(SQL.all(SQL.deploymentConditions(query)))")
    }

    public func deployments(_ query: RunQuery, limit: Int) throws -> [ID] {
        let condition = SQL.all(SQL.deploymentConditions(query))
        return try connection.rows(
            """
            SELECT deployment.id FROM deployment WHERE \(condition)
            ORDER BY \(SQL.order(DeploymentSort.nameAscending)) LIMIT \(limit)
            """
        ) { try $0.id(0) }
    }

    public func deployment(_ id: ID) throws -> DeploymentFacts? {
        try connection.first(
            """
            SELECT flow_id, version, parameters, tags, work_queue_name, infrastructure_document_id,
                enforce_parameter_schema, parameter_openapi_schema, job_variables, work_queue_id,
                (SELECT work_pool_id FROM work_queue WHERE work_queue.id = deployment.work_queue_id)
            FROM deployment WHERE id = \(id)
            """
        ) { row in
            DeploymentFacts(
                id: id, flowID: try row.id(0), version: row.optionalText(1),
                parameters: try row.json(2).object ?? JSONObject(),
                tags: try row.json(3).array?.compactMap(\.string) ?? [], workQueueName: row.optionalText(4),
                workQueueID: row.optionalID(9), workPoolID: row.optionalID(10),
                jobVariables: try row.object(8), infrastructureDocumentID: row.optionalID(5),
                enforcesParameterSchema: row.bool(6),
                parameterSchema: try row.optionalJSON(7)?.object)
        }
    }

    public func writeSchedules(ofDeployment id: ID, _ dialect: WireDialect, into writer: inout JSONWriter) throws {
        try writeRows(
            .deploymentSchedule(dialect),
            "WHERE deployment_schedule.deployment_id = \(id) ORDER BY \(SQL.schedulesByChange)", at: .earliest,
            into: &writer)
    }

    public func writeSchedules(_ ids: [ID], _ dialect: WireDialect, into writer: inout JSONWriter) throws {
        try writeRows(
            .deploymentSchedule(dialect),
            "WHERE deployment_schedule.id IN \(SQL.list(ids)) ORDER BY deployment_schedule.id", at: .earliest,
            into: &writer)
    }

    public func scheduleSlugs(ofDeployment id: ID) throws -> [String?] {
        try connection.rows("SELECT slug FROM deployment_schedule WHERE deployment_id = \(id)") { $0.optionalText(0) }
    }

    public func concurrencyLimitExists(_ id: ID) throws -> Bool {
        try connection.exists("SELECT 1 FROM concurrency_limit WHERE id = \(id)")
    }
}

extension SQL {
    /// Every order ends in the id, so that pages neither repeat nor lose a deployment.
    static func order(_ sort: DeploymentSort) -> SQL {
        switch sort {
        case .createdDescending: "deployment.created DESC, deployment.id DESC"
        case .updatedDescending: "deployment.updated DESC, deployment.id DESC"
        case .nameAscending: "deployment.name, deployment.id"
        case .nameDescending: "deployment.name DESC, deployment.id DESC"
        }
    }
}
