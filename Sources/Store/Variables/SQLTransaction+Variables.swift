public import Core
public import JSON

extension WirePlan {
    static let variable = WirePlan(WireTable(wire: Variable.wire, name: "variable"))
}

extension SQLTransaction: VariableReading {
    public func writeVariable(_ name: VariableName, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.variable, "WHERE \(SQL.variable(name))", at: .earliest, into: &writer)
    }

    public func writeVariables(
        _ filter: VariableFilter?, sort: VariableSort, page: Page, into writer: inout JSONWriter
    ) throws {
        let order: SQL =
            switch sort {
            case .createdDescending: "variable.created DESC, variable.id DESC"
            case .updatedDescending: "variable.updated DESC, variable.id DESC"
            case .nameDescending: "variable.name DESC"
            case .nameAscending: "variable.name"
            }
        let condition = SQL.all(SQL.conditions(filter))
        try writeRows(
            .variable, "WHERE \(condition) ORDER BY \(order) \(SQL.page(page))", at: .earliest, into: &writer)
    }

    public func countVariables(_ filter: VariableFilter?) throws -> Int {
        try connection.count("SELECT count(*) FROM variable WHERE \(SQL.all(SQL.conditions(filter)))")
    }

    public func variable(_ name: VariableName) throws -> Variable? {
        try connection.first("SELECT id, name, value, tags FROM variable WHERE \(SQL.variable(name))") { row in
            Variable(
                id: try row.id(0), name: row.text(1), value: try row.optionalJSON(2) ?? .null, tags: try row.texts(3))
        }
    }
}

extension SQLTransaction: VariableWriting {
    public func insertVariable(_ variable: Variable, at now: Timestamp) throws {
        try connection.run(
            """
            INSERT INTO variable (id, created, updated, name, value, tags)
            VALUES (\(variable.id), \(now), \(now), \(variable.name), \(variable.value), \(JSONValue(variable.tags)))
            """)
    }

    public func updateVariable(_ variable: Variable, at now: Timestamp) throws {
        try connection.run(
            """
            UPDATE variable SET updated = \(now), name = \(variable.name), value = \(variable.value),
                tags = \(JSONValue(variable.tags))
            WHERE id = \(variable.id)
            """)
    }

    public func deleteVariable(_ id: ID) throws { try connection.run("DELETE FROM variable WHERE id = \(id)") }
}

extension SQL {
    fileprivate static func variable(_ name: VariableName) -> SQL {
        switch name {
        case .id(let id): "variable.id = \(id)"
        case .name(let name): "variable.name = \(name)"
        }
    }

    static func conditions(_ filter: VariableFilter?) -> [SQL] {
        guard let filter else { return [] }
        return members(
            [
                filter.id.map { conditions($0, on: "variable.id") },
                filter.name.map { conditions($0, on: "variable.name") },
                filter.tags.map { conditions($0, onJSON: "variable.tags") },
            ], joinedBy: filter.joining)
    }
}
