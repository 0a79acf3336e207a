import Core

/// The ways that conditions open which lists of flow runs and of task runs share.
extension RunListPlan.Way {
    /// A part of a name is looked for in the index of names from end to end; that is soon given up.
    private static let fewNames = 1_000

    static func ids(_ criteria: IDCriteria?, table: SQL) -> [RunListPlan.Way] {
        guard let any = criteria?.only(\.any) else { return [] }
        return [.init(index: "sqlite_autoindex_\(table)_1", condition: "\(table).id IN \(SQL.list(any))")]
    }

    static func names(_ criteria: TextCriteria?, table: SQL) -> [RunListPlan.Way] {
        guard let criteria, criteria.any != nil || criteria.like != nil, criteria.joining == .and else { return [] }
        let condition = SQL.all(SQL.conditions(criteria, on: "\(table).name"))
        let few = criteria.any == nil ? fewNames : RunListPlan.few
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
        let few = types.contains(where: \.isFinal) ? RunListPlan.few : RunListPlan.fewFarOff
        return [.init(index: "\(table)_by_state", condition: condition, few: few)]
    }

    /// All times of a run are near each other, so an order by one of them begins near or far from a span of another.
    static func times(
        _ criteria: TimeCriteria?, on column: SQL, _ index: SQL, in order: RunListPlan.Order
    ) -> [RunListPlan.Way] {
        guard let criteria, criteria.before != nil || criteria.after != nil || criteria.isNull == true else {
            return []
        }
        let isFar = order.isNewestFirst.map { ($0 ? criteria.before : criteria.after) != nil } ?? false
        let few = isFar || criteria.isNull == true ? RunListPlan.fewFarOff : RunListPlan.few
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
