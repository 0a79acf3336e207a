import Core
import JSON

extension SQLTransaction {
    /// Writes each row of a query as an object; the caller opens and closes the array around them.
    func writeRows(_ plan: WirePlan, _ rest: SQL, at now: Timestamp, into writer: inout JSONWriter) throws {
        try plan.withWriting { writing in
            try connection.each("\(plan.select(at: now)) \(rest)") { row in
                try write(row, writing, at: now, into: &writer)
            }
        }
    }

    /// Writes the first row of a query as an object. False, with nothing written, when there is none.
    func writeRow(_ plan: WirePlan, _ rest: SQL, at now: Timestamp, into writer: inout JSONWriter) throws -> Bool {
        try plan.withWriting { writing in
            try connection.first("\(plan.select(at: now)) \(rest) LIMIT 1") { row in
                try write(row, writing, at: now, into: &writer)
                return true
            } ?? false
        }
    }

    private func write(
        _ row: borrowing Row, _ writing: WireWriting, at now: Timestamp, into writer: inout JSONWriter
    ) throws {
        writer.beginObject()
        try write(row, writing, 0..<writing.steps.count, at: now, into: &writer)
        writer.endObject()
    }

    private func write(
        _ row: borrowing Row, _ writing: WireWriting, _ steps: Range<Int>, at now: Timestamp,
        into writer: inout JSONWriter
    ) throws {
        var place = steps.lowerBound
        while place < steps.upperBound {
            let step = writing.steps[place]
            place += 1
            writer.key(prepared: writing[step.key])
            switch step.value {
            case .column(let column, let form): writing.write(row, column, form, into: &writer)
            case .json(let column, let standard):
                if row.isNull(column) { writer.raw(writing[standard]) } else { row.withText(column) { writer.raw($0) } }
            case .constant(let piece): writer.raw(writing[piece])
            case .object(let column, let end):
                if row.isNull(column) {
                    writer.null()
                } else {
                    writer.beginObject()
                    try write(row, writing, place..<end, at: now, into: &writer)
                    writer.endObject()
                }
                place = end
            case .sparse(let column, let members): try writing.write(row, sparse: column, members, into: &writer)
            case .composed(let idColumn, let place):
                try writing.plan.compositions[place](self, row.id(idColumn), &writer)
            case .list(let idColumn, let place):
                let (list, plan) = (writing.plan.lists[place].list, writing.plan.lists[place].plan)
                let id = try row.id(idColumn)
                let owner = SQL(name: "\(list.table.name).\(list.owner)")
                writer.beginArray()
                try writeRows(plan, "WHERE \(owner) = \(id) ORDER BY \(list.order)", at: now, into: &writer)
                writer.endArray()
            }
        }
    }
}
