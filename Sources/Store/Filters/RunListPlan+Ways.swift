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

    /// The index leads from types to names; who asks for names alone asks for them in every type.
    static func states(_ criteria: StateCriteria?, table: SQL) -> [RunListPlan.Way] {
        guard let criteria, criteria.joining == .and, criteria.anyType != nil || criteria.anyName != nil else {
            return []
        }
        let types = criteria.anyType ?? StateType.allCases
        var condition: SQL = "\(table).state_type IN \(SQL.list(types.map(\.rawValue)))"
        if let names = criteria.anyName { condition.append(" AND \(table).state_name IN \(SQL.list(names))") }
        // Runs that are not over are few and stand together in every order of time.
        let few = types.contains(where: \.isFinal) ? nil : RunListPlan.fewFarOff
        return [.init(index: "\(table)_by_state", condition: condition, few: few)]
    }

    /// A span of a time has a part of its own in the orders of time; what has no time stands together there.
    static func times(_ criteria: TimeCriteria?, on column: SQL, _ index: SQL) -> [RunListPlan.Way] {
        guard let criteria, criteria.before != nil || criteria.after != nil || criteria.isNull == true else {
            return []
        }
        let few = criteria.isNull == true ? RunListPlan.fewFarOff : nil
        return [.init(index: index, condition: SQL.all(SQL.conditions(criteria, on: column)), few: few)]
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
