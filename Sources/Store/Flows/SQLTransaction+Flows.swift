public import Core
public import JSON

extension WireTable {
    static let flow = WireTable(wire: Flow.wire, name: "flow")
}

extension WirePlan {
    static let flow = WirePlan(.flow)
}

extension SQLTransaction: FlowReading {
    public func writeFlow(_ id: ID, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.flow, "WHERE flow.id = \(id)", at: .earliest, into: &writer)
    }

    public func writeFlow(named name: String, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.flow, "WHERE flow.name = \(name)", at: .earliest, into: &writer)
    }

    public func writeFlows(_ query: RunQuery, sort: FlowSort, page: Page, into writer: inout JSONWriter) throws {
        let order: SQL =
            switch sort {
            case .createdDescending: "flow.created DESC, flow.id DESC"
            case .updatedDescending: "flow.updated DESC, flow.id DESC"
            case .nameAscending: "flow.name"
            case .nameDescending: "flow.name DESC"
            }
        let condition = SQL.all(SQL.flowConditions(query))
        try writeRows(
            .flow, "WHERE \(condition) ORDER BY \(order) \(SQL.page(page))", at: .earliest, into: &writer)
    }

    public func countFlows(_ query: RunQuery) throws -> Int {
        try connection.count("SELECT count(*) FROM flow WHERE \(SQL.all(SQL.flowConditions(query)))")
    }
}

extension SQLTransaction: FlowWriting {
    public func createFlow(_ flow: FlowCreate, id: ID, at now: Timestamp) throws -> (id: ID, isNew: Bool) {
        if let existing = try connection.first("SELECT id FROM flow WHERE name = \(flow.name)", { try $0.id(0) }) {
            return (existing, false)
        }
        try connection.run(
            """
            INSERT INTO flow (id, created, updated, name, tags, labels)
            VALUES (\(id), \(now), \(now), \(flow.name), \(JSONValue(flow.tags)), \(flow.labels))
            """)
        return (id, true)
    }

    public func updateFlow(_ id: ID, tags: [String]?, at now: Timestamp) throws -> Bool {
        guard let tags else { return try connection.exists("SELECT 1 FROM flow WHERE id = \(id)") }
        return try connection.run(
            "UPDATE flow SET tags = \(JSONValue(tags)), updated = \(now) WHERE id = \(id)") > 0
    }

    public func deleteFlow(_ id: ID) throws -> Bool {
        touch(.slots)
        let runs: SQL = "SELECT run.id FROM flow_run AS run WHERE run.flow_id = \(id)"
        let tasks: SQL = "SELECT task.id FROM task_run AS task WHERE task.flow_run_id IN (\(runs))"
        try connection.run("DELETE FROM log WHERE flow_run_id IN (\(runs))")
        try connection.run("DELETE FROM log WHERE task_run_id IN (\(tasks))")
        try connection.run("UPDATE flow_run SET parent_task_run_id = NULL WHERE parent_task_run_id IN (\(tasks))")
        return try connection.run("DELETE FROM flow WHERE id = \(id)") > 0
    }

    public func deleteFlows(_ query: RunQuery, limit: Int) throws -> [ID] {
        let condition = SQL.all(SQL.flowConditions(query))
        let ids = try connection.rows("SELECT id FROM flow WHERE \(condition) ORDER BY name LIMIT \(limit)") {
            try $0.id(0)
        }
        for id in ids { _ = try deleteFlow(id) }
        return ids
    }
}

extension JSONValue {
    /// A list of texts as JSON.
    init(_ texts: [String]) { self = .array(texts.map(JSONValue.string)) }
}
