public import Core
import JSON

extension SQLTransaction: VariablePageReading {
    private static let summaryColumns: SQL = "id, name, value, tags, created, updated"

    public func variables(_ search: VariableSearch, offset: Int, limit: Int) throws -> Slice<VariableSummary> {
        let found = try connection.rows(
            """
            SELECT \(Self.summaryColumns) FROM variable WHERE \(search.condition)
            ORDER BY name LIMIT \(limit + 1) OFFSET \(offset)
            """, VariableSummary.init(row:))
        return Slice(found, limit: limit)
    }

    public func countVariables(_ search: VariableSearch) throws -> Int {
        try connection.count("SELECT count(*) FROM variable WHERE \(search.condition)")
    }

    public func variableSummary(_ id: ID) throws -> VariableSummary? {
        try connection.first(
            "SELECT \(Self.summaryColumns) FROM variable WHERE id = \(id)", VariableSummary.init(row:))
    }
}

extension VariableSearch {
    /// There are some thousands of variables at most, so each is looked at.
    fileprivate var condition: SQL {
        var conditions: [SQL] = []
        if let name { conditions.append(SQL.holds("variable.name", name)) }
        if let tag { conditions += SQL.conditions(TagCriteria(all: [tag]), onJSON: "variable.tags") }
        return .all(conditions)
    }
}

extension VariableSummary {
    fileprivate init(row: borrowing Row) throws {
        self.init(
            variable: Variable(
                id: try row.id(0), name: row.text(1), value: try row.optionalJSON(2) ?? .null,
                tags: try row.texts(3)),
            created: row.time(4), updated: row.time(5))
    }
}
