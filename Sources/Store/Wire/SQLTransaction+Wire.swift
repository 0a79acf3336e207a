import Core
import JSON

extension SQLTransaction {
    /// Writes each row of a query as an object; the caller opens and closes the array around them.
    func writeRows(_ plan: WirePlan, _ rest: SQL, at now: Timestamp, into writer: inout JSONWriter) throws {
        try connection.each("\(plan.select(at: now)) \(rest)") { row in
            try write(row, plan.steps, at: now, into: &writer)
        }
    }

    /// Writes the first row of a query as an object. False, with nothing written, when there is none.
    func writeRow(_ plan: WirePlan, _ rest: SQL, at now: Timestamp, into writer: inout JSONWriter) throws -> Bool {
        try connection.first("\(plan.select(at: now)) \(rest) LIMIT 1") { row in
            try write(row, plan.steps, at: now, into: &writer)
            return true
        } ?? false
    }

    private func write(
        _ row: borrowing Row, _ steps: [WirePlan.Step], at now: Timestamp, into writer: inout JSONWriter
    ) throws {
        writer.beginObject()
        for step in steps { try write(row, step, at: now, into: &writer) }
        writer.endObject()
    }

    private func write(
        _ row: borrowing Row, _ step: WirePlan.Step, at now: Timestamp, into writer: inout JSONWriter
    ) throws {
        switch step {
        case .id(let key, let column):
            writer.key(prepared: key)
            if let id = row.optionalID(column) { writer.plain { id.append(to: &$0) } } else { writer.null() }
        case .text(let key, let column):
            writer.key(prepared: key)
            if row.isNull(column) { writer.null() } else { row.withText(column) { writer.text($0) } }
        case .integer(let key, let column):
            writer.key(prepared: key)
            if row.isNull(column) { writer.null() } else { writer.value(row.int(column)) }
        case .number(let key, let column):
            writer.key(prepared: key)
            if row.isNull(column) { writer.null() } else { writer.value(row.double(column)) }
        case .boolean(let key, let column):
            writer.key(prepared: key)
            if row.isNull(column) { writer.null() } else { writer.value(row.bool(column)) }
        case .time(let key, let column):
            writer.key(prepared: key)
            if row.isNull(column) { writer.null() } else { writer.plain { row.time(column).append(to: &$0) } }
        case .seconds(let key, let column):
            writer.key(prepared: key)
            if row.isNull(column) { writer.null() } else { writer.value(row.interval(column).seconds) }
        case .json(let key, let column, let standard):
            writer.key(prepared: key)
            if row.isNull(column) { writer.raw(standard) } else { row.withText(column) { writer.raw($0) } }
        case .constant(let key, let text):
            writer.key(prepared: key)
            writer.raw(text)
        case .object(let key, let column, let steps):
            writer.key(prepared: key)
            if row.isNull(column) { writer.null() } else { try write(row, steps, at: now, into: &writer) }
        case .sparse(let key, let column, let members):
            writer.key(prepared: key)
            try write(row, sparse: column, members, into: &writer)
        case .list(let key, let idColumn, let lists):
            writer.key(prepared: key)
            let id = try row.id(idColumn)
            let owner = SQL(name: "\(lists.list.table.name).\(lists.list.owner)")
            writer.beginArray()
            try writeRows(lists.plan, "WHERE \(owner) = \(id) ORDER BY \(lists.list.order)", at: now, into: &writer)
            writer.endArray()
        }
    }

    /// Writes all members of a sparse object. The usual one, with nothing stored, costs no parsing.
    private func write(
        _ row: borrowing Row, sparse column: Int32, _ members: [WirePlan.SparseMember], into writer: inout JSONWriter
    ) throws {
        let stored = try row.optionalJSON(column)?.object
        writer.beginObject()
        for member in members {
            writer.key(prepared: member.key)
            if let value = stored?[member.name] {
                writer.value(value)
            } else if let column = member.idColumn, let id = row.optionalID(column) {
                writer.plain { id.append(to: &$0) }
            } else {
                writer.raw(member.constant)
            }
        }
        writer.endObject()
    }
}
