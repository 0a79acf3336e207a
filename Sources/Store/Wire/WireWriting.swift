import Core
import JSON

/// A ``WirePlan`` opened for writing rows: its steps and its text as memory that nobody has to hold.
struct WireWriting {
    let plan: WirePlan
    let steps: UnsafeBufferPointer<WirePlan.Step>
    let members: UnsafeBufferPointer<WirePlan.SparseMember>
    let text: UnsafeBufferPointer<UInt8>

    subscript(piece: WirePlan.Piece) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: text[Int(piece.start)..<Int(piece.start + piece.count)])
    }

    /// Writes a column as it stands; NULL is null.
    func write(_ row: borrowing Row, _ column: Int32, _ form: WirePlan.Form, into writer: inout JSONWriter) {
        guard !row.isNull(column) else { return writer.null() }
        switch form {
        case .id: if let id = row.optionalID(column) { writer.plain { id.append(to: &$0) } } else { writer.null() }
        case .text: row.withText(column) { writer.text($0) }
        case .integer: writer.value(row.int(column))
        case .number: writer.value(row.double(column))
        case .boolean: writer.value(row.bool(column))
        case .time: writer.plain { row.time(column).append(to: &$0) }
        case .seconds: writer.value(row.interval(column).seconds)
        }
    }

    /// Writes all members of a sparse object. The usual one, with nothing stored, costs no parsing.
    func write(
        _ row: borrowing Row, sparse column: Int32, _ members: Range<Int>, into writer: inout JSONWriter
    ) throws {
        let stored = row.isNull(column) ? nil : try row.object(column)
        writer.beginObject()
        for place in members {
            let member = self.members[place]
            writer.key(prepared: self[member.key])
            if let stored, let value = stored[plan.memberNames[place]] {
                writer.value(value)
            } else if let column = member.idColumn, let id = row.optionalID(column) {
                writer.plain { id.append(to: &$0) }
            } else {
                writer.raw(self[member.constant])
            }
        }
        writer.endObject()
    }
}

extension WirePlan {
    /// Lends the plan's memory while rows are written.
    func withWriting<T>(_ body: (WireWriting) throws -> T) rethrows -> T {
        try steps.withUnsafeBufferPointer { steps in
            try members.withUnsafeBufferPointer { members in
                try text.withUnsafeBufferPointer { text in
                    try body(WireWriting(plan: self, steps: steps, members: members, text: text))
                }
            }
        }
    }
}
