import Core

/// The ways that conditions open which lists of flow runs and of task runs share.
extension RunListPlan.Way {
    static func ids(_ criteria: IDCriteria?, table: SQL) -> [RunListPlan.Way] {
        guard let any = criteria?.only(\.any) else { return [] }
        return [.init(index: "sqlite_autoindex_\(table)_1", condition: "\(table).id IN \(SQL.list(any))")]
    }

    static func names(_ criteria: TextCriteria?, table: SQL) -> [RunListPlan.Way] {
        guard let criteria, criteria.any != nil || criteria.like != nil, criteria.joining == .and else { return [] }
        let condition = SQL.all(SQL.conditions(criteria, on: "\(table).name"))
        // A part of a name is looked for in all names, so only when nothing else has found enough.
        let few = criteria.any == nil ? 0 : nil
        return [.init(index: "\(table)_by_name", condition: condition, few: few)]
    }

    /// Each tag that must be there is a way, and all of which one must be there together are another.
    static func tags(_ criteria: TagCriteria?, in table: TagTable) -> [RunListPlan.Way] {
        guard let criteria, criteria.joining == .and else { return [] }
        let conditions: [SQL] =
            (criteria.all ?? []).prefix(5).map { "tag = \($0)" }
            + (criteria.any.map { ["tag IN \(SQL.list($0))"] } ?? [])
        return conditions.map { condition in
            .init(
                index: "sqlite_autoindex_\(table.runs)_1",
                condition: "\(table.id) IN (SELECT \(table.owner) FROM \(table.name) WHERE \(condition))",
                counted: "SELECT 1 FROM \(table.name) WHERE \(condition)")
        }
    }

    /// The index leads from types to names and on to the expected start: who asks for types alone asks for each name in use,
    /// who asks for names alone asks for them in every type.
    static func states(_ criteria: StateCriteria?, table: SQL) -> [RunListPlan.Way] {
        guard let criteria, criteria.joining == .and, criteria.anyType != nil || criteria.anyName != nil else {
            return []
        }
        let types = criteria.anyType ?? StateType.allCases
        func condition(_ run: SQL, _ names: SQL) -> SQL {
            "\(run).state_type IN \(SQL.list(types.map(\.rawValue))) AND \(run).state_name IN \(names)"
        }
        let inUse: SQL = "(SELECT tally.state_name FROM \(table)_tally AS tally)"
        let names = criteria.anyName.map(SQL.list) ?? inUse
        // Runs that are not over are few and stand together in every order of time.
        let few = types.contains(where: \.isFinal) ? nil : RunListPlan.fewFarOff
        let tally: SQL = "\(table)_tally"
        let states: SQL = "FROM \(tally) WHERE \(condition(tally, names))"
        return [
            .init(index: "\(table)_by_state", condition: condition(table, names), few: few) { connection in
                try connection.rows("SELECT state_type, state_name \(states)") { row in
                    "\(table).state_type = \(row.text(0)) AND \(table).state_name = \(row.text(1))"
                }
            }
        ]
    }

    /// Stretches for each of some ids.
    static func stretches(_ column: SQL, _ ids: [ID]) -> [SQL] { Set(ids).map { "\(column) = \($0)" } }

    /// Stretches for each id that a query finds, unless there are very many.
    static func stretches(_ column: SQL, of ids: SQL) -> ((Connection) throws -> [SQL]) {
        { connection in
            try connection.rows("\(ids) LIMIT \(RunListPlan.mostStretches + 1)") { "\(column) = \(try $0.id(0))" }
        }
    }

    /// A span of a time has a part of its own in the orders of time; what has no time stands together there.
    static func times(_ criteria: TimeCriteria?, on column: SQL, _ index: SQL) -> [RunListPlan.Way] {
        guard let criteria, criteria.before != nil || criteria.after != nil || criteria.isNull == true else {
            return []
        }
        let few = criteria.isNull == true ? RunListPlan.fewFarOff : nil
        return [.init(index: index, condition: SQL.all(SQL.conditions(criteria, on: column)), few: few, isOfTime: true)]
    }
}

extension IDCriteria {
    /// A criterion that must hold, whatever else is asked.
    func only<T>(_ criterion: KeyPath<IDCriteria, T?>) -> T? { joining == .and ? self[keyPath: criterion] : nil }
}

extension TextCriteria {
    /// A criterion that must hold, whatever else is asked.
    func only<T>(_ criterion: KeyPath<TextCriteria, T?>) -> T? { joining == .and ? self[keyPath: criterion] : nil }
}
