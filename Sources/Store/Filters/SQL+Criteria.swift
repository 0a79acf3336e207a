import Core

/// Criteria as conditions on a column. Every criterion that is nil is true.
extension SQL {
    static func conditions(_ criteria: IDCriteria?, on column: SQL) -> [SQL] {
        guard let criteria else { return [] }
        var result: [SQL] = []
        if let any = criteria.any { result.append("\(column) IN \(list(any))") }
        if let notAny = criteria.notAny { result.append("\(column) IS NULL OR \(column) NOT IN \(list(notAny))") }
        if let isNull = criteria.isNull { result.append(isNull ? "\(column) IS NULL" : "\(column) IS NOT NULL") }
        return joined(result, by: criteria.joining)
    }

    static func conditions(_ criteria: TextCriteria?, on column: SQL) -> [SQL] {
        guard let criteria else { return [] }
        var result: [SQL] = []
        if let any = criteria.any { result.append("\(column) IN \(list(any))") }
        if let notAny = criteria.notAny { result.append("\(column) NOT IN \(list(notAny))") }
        // `%` and `_` are wildcards here, as in Prefect's server.
        if let like = criteria.like { result.append("\(column) LIKE \("%\(like)%")") }
        if let isNull = criteria.isNull { result.append(isNull ? "\(column) IS NULL" : "\(column) IS NOT NULL") }
        return joined(result, by: criteria.joining)
    }

    static func conditions(_ criteria: TimeCriteria?, on column: SQL) -> [SQL] {
        guard let criteria else { return [] }
        var result: [SQL] = []
        if let before = criteria.before { result.append("\(column) <= \(before)") }
        if let after = criteria.after { result.append("\(column) >= \(after)") }
        if let isNull = criteria.isNull { result.append(isNull ? "\(column) IS NULL" : "\(column) IS NOT NULL") }
        return result
    }

    static func conditions(_ criteria: NumberCriteria?, on column: SQL) -> [SQL] {
        guard let criteria else { return [] }
        var result: [SQL] = []
        if let least = criteria.atLeast { result.append("\(column) >= \(least)") }
        if let most = criteria.atMost { result.append("\(column) <= \(most)") }
        if let isNull = criteria.isNull { result.append(isNull ? "\(column) IS NULL" : "\(column) IS NOT NULL") }
        return result
    }

    /// Conditions on tags that an index table holds, one row a tag.
    ///
    /// - Parameter isChecking: whether rows are looked at one by one; else all that have the tag may be listed first.
    static func conditions(_ criteria: TagCriteria?, in table: TagTable, isChecking: Bool = false) -> [SQL] {
        guard let criteria else { return [] }
        func has(_ tag: SQL) -> SQL {
            isChecking
                ? "EXISTS (SELECT 1 FROM \(table.name) WHERE \(tag) AND \(table.owner) = \(table.id))"
                : "\(table.id) IN (SELECT \(table.owner) FROM \(table.name) WHERE \(tag))"
        }
        var result: [SQL] = []
        if let tags = criteria.wanted { result.append(all(tags.map { has("tag = \($0)") })) }
        if let any = criteria.any { result.append(has("tag IN \(list(any))")) }
        if let isNull = criteria.isNull { result.append(isNull ? "\(table.tags) = '[]'" : "\(table.tags) <> '[]'") }
        return joined(result, of: criteria)
    }

    /// Conditions on tags that are looked up in the JSON column itself, for tables of few rows.
    static func conditions(_ criteria: TagCriteria?, onJSON tags: SQL) -> [SQL] {
        guard let criteria else { return [] }
        var result: [SQL] = []
        if let wanted = criteria.wanted {
            result.append(all(wanted.map { "EXISTS (SELECT 1 FROM json_each(\(tags)) WHERE value = \($0))" }))
        }
        if let any = criteria.any {
            result.append("EXISTS (SELECT 1 FROM json_each(\(tags)) WHERE value IN \(list(any)))")
        }
        if let isNull = criteria.isNull { result.append(isNull ? "\(tags) = '[]'" : "\(tags) <> '[]'") }
        return joined(result, of: criteria)
    }

    /// No tag that must be there is no alternative among others; alone it always holds.
    private static func joined(_ conditions: [SQL], of criteria: TagCriteria) -> [SQL] {
        conditions.isEmpty && criteria.all != nil ? ["TRUE"] : joined(conditions, by: criteria.joining)
    }

    /// Several conditions as one, or as themselves when all must hold anyway. Among alternatives, one that says nothing
    /// (`orElse`) always holds, as in Prefect's server.
    static func joined(_ conditions: [SQL], by joining: Joining, orElse always: Bool = false) -> [SQL] {
        guard joining == .or, !conditions.isEmpty else { return conditions }
        return always ? ["TRUE"] : [any(conditions)]
    }

    /// The members of a filter that are there, each with its conditions. Among alternatives, one that says nothing always
    /// holds, as in Prefect's server.
    static func members(_ members: [[SQL]?], joinedBy joining: Joining) -> [SQL] {
        let given = members.compactMap(\.self)
        return joined(
            given.filter { !$0.isEmpty }.map(all), by: joining, orElse: given.contains(where: \.isEmpty))
    }

    /// `LIMIT … OFFSET …`.
    static func page(_ page: Page) -> SQL { "LIMIT \(page.limit) OFFSET \(page.offset)" }

    /// Whether a text holds another in any case; `%`, `_` and `\` stand for themselves.
    static func holds(_ text: SQL, _ part: String) -> SQL {
        let escaped = part.flatMap { "%_\\".contains($0) ? ["\\" as Character, $0] : [$0] }
        return "\(text) LIKE \("%" + String(escaped) + "%") ESCAPE '\\'"
    }
}

/// Where the tags of a table's rows are indexed.
struct TagTable {
    let name: SQL
    /// The column of the index table that names the row.
    let owner: SQL
    /// The table of the rows.
    let runs: SQL
    /// The row's id, and its JSON list of tags.
    let id: SQL
    let tags: SQL
}

extension TagCriteria {
    /// The tags of which a row must have every one; nil where there is none.
    fileprivate var wanted: [String]? { all?.isEmpty == true ? nil : all }
}
