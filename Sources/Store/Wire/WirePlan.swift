import Core
import JSON

/// How an object of the API is selected and written: made once from its ``WireTable``.
///
/// The steps are plain numbers that point into one text, without references: a list of many rows is written by several
/// threads at once, and counting references to shared keys would cost more than all the rest.
struct WirePlan: Sendable {
    /// One column of the SELECT; derived ones depend on the moment.
    enum Column: Sendable {
        case fixed(SQL)
        case derived(@Sendable (Timestamp) -> SQL)
    }

    /// A piece of ``text``.
    struct Piece: Sendable {
        let start: Int32
        let count: Int32
    }

    /// One member to write, its key already quoted.
    struct Step: Sendable {
        let key: Piece
        let value: Value
    }

    /// What a member's value is made of.
    enum Value: Sendable {
        /// One column as it stands; NULL is null.
        case column(Int32, Form)
        case json(Int32, default: Piece)
        case constant(Piece)
        /// Present when the column, the related row's id, is not NULL. Its own steps follow, up to `end`.
        case object(Int32, end: Int)
        case sparse(Int32, members: Range<Int>)
        case list(idColumn: Int32, place: Int)
        case composed(idColumn: Int32, place: Int)
    }

    /// How a column is written.
    enum Form: Sendable {
        case id, text, integer, number, boolean, time, seconds
    }

    /// A member of a sparse object with what stands when the stored text lacks it.
    struct SparseMember: Sendable {
        let key: Piece
        /// JSON text, for a constant default.
        let constant: Piece
        /// The id column that is the default instead.
        let idColumn: Int32?
    }

    /// The plan of a list's rows.
    final class Lists: Sendable {
        let plan: WirePlan
        let list: WireList
        init(_ list: WireList) {
            self.list = list
            plan = WirePlan(list.table)
        }
    }

    let table: WireTable
    /// Keys, defaults and constants one after another.
    private(set) var text: [UInt8] = []
    private(set) var steps: [Step] = []
    private(set) var members: [SparseMember] = []
    /// The names of ``members``, for a look into stored text.
    private(set) var memberNames: [String] = []
    private(set) var lists: [Lists] = []
    private(set) var compositions: [WireTable.Composing] = []
    private var columns: [Column] = []
    /// The columns from `SELECT` on, neighbours that never change put together.
    private var selection: [Column] = []
    private let joins: SQL

    init(_ table: WireTable) {
        self.table = table
        let joins = table.joins.sorted { $0.key.rawValue < $1.key.rawValue }.map(\.value)
        self.joins = " FROM \(SQL(name: table.name)) \(joins, joined: " ")"
        for field in table.wire.fields { add(field, alias: table.name) }
        selection = WirePlan.merged(columns)
    }

    /// `SELECT … FROM … JOIN …`, to which a condition is added.
    func select(at now: Timestamp) -> SQL {
        var sql: SQL = "SELECT "
        for part in selection {
            switch part {
            case .fixed(let piece): sql.append(piece)
            case .derived(let expression): sql.append(expression(now))
            }
        }
        sql.append(joins)
        return sql
    }

    private static func merged(_ columns: [Column]) -> [Column] {
        var fixed: SQL = ""
        var result: [Column] = []
        for (place, column) in columns.enumerated() {
            if place > 0 { fixed.append(", ") }
            switch column {
            case .fixed(let piece): fixed.append(piece)
            case .derived:
                result += [.fixed(fixed), column]
                fixed = ""
            }
        }
        return result + [.fixed(fixed)]
    }

    // MARK: steps

    private mutating func add(_ field: WireField, alias: String) {
        let place = steps.count
        let key = key(of: field)
        switch field.kind {
        case .object(let object):
            guard case .relation(let relation) = field.source else { return add(key, .constant(piece("null"))) }
            let presence = column("\(SQL(name: relation.rawValue)).id")
            add(key, .object(presence, end: place))
            for member in object.fields { add(member, alias: relation.rawValue) }
            steps[place] = Step(key: key, value: .object(presence, end: steps.count))
        case .list:
            guard case .relation(let relation) = field.source, let list = table.lists[relation] else {
                return add(key, .constant(piece("[]")))
            }
            lists.append(Lists(list))
            add(key, .list(idColumn: column("\(SQL(name: alias)).id"), place: lists.count - 1))
        case .sparse(let object):
            let stored = column(for: field, alias)
            let first = members.count
            for field in object.fields { addMember(field, alias: alias) }
            add(key, .sparse(stored, members: first..<members.count))
        case .json(let standard):
            if case .constant(let value) = field.source { return add(key, .constant(piece(value.text))) }
            if case .composed(let composition) = field.source, let composing = table.compositions[composition] {
                compositions.append(composing)
                return add(
                    key, .composed(idColumn: column("\(SQL(name: alias)).id"), place: compositions.count - 1))
            }
            add(key, .json(column(for: field, alias), default: piece(standard.text)))
        case .id: add(key, .column(column(for: field, alias), .id))
        case .text: add(key, .column(column(for: field, alias), .text))
        case .integer: add(key, .column(column(for: field, alias), .integer))
        case .number: add(key, .column(column(for: field, alias), .number))
        case .boolean: add(key, .column(column(for: field, alias), .boolean))
        case .time: add(key, .column(column(for: field, alias), .time))
        case .seconds: add(key, .column(column(for: field, alias), .seconds))
        }
    }

    private mutating func add(_ key: Piece, _ value: Value) { steps.append(Step(key: key, value: value)) }

    private mutating func addMember(_ field: WireField, alias: String) {
        let key = key(of: field)
        var standard = "null"
        var idColumn: Int32?
        switch field.source {
        case .sparse(let value): standard = value.text
        case .sparseColumn(let name): idColumn = column("\(SQL(name: alias)).\(SQL(name: name))")
        default: break
        }
        members.append(SparseMember(key: key, constant: piece(standard), idColumn: idColumn))
        memberNames.append(field.name)
    }

    private mutating func key(of field: WireField) -> Piece { piece("\"\(field.name)\":") }

    private mutating func piece(_ added: String) -> Piece {
        defer { text += added.utf8 }
        return Piece(start: Int32(text.count), count: Int32(added.utf8.count))
    }

    // MARK: columns

    private mutating func column(for field: WireField, _ alias: String) -> Int32 {
        switch field.source {
        case .column(let name): return column("\(SQL(name: alias)).\(SQL(name: name))")
        case .related(let relation, let name): return column("\(SQL(name: relation.rawValue)).\(SQL(name: name))")
        case .derived(let derivation):
            guard let expression = table.derivations[derivation] else { return column("NULL") }
            columns.append(.derived(expression))
            return Int32(columns.count - 1)
        case .constant(let value): return column(SQL(constant: value))
        case .relation, .sparse, .sparseColumn, .composed: return column("NULL")
        }
    }

    private mutating func column(_ expression: SQL) -> Int32 {
        columns.append(.fixed(expression))
        return Int32(columns.count - 1)
    }
}

extension SQL {
    /// A constant as a column. Only numbers, flags and texts are written this way.
    fileprivate init(constant value: JSONValue) {
        switch value {
        case .bool(let flag): self = flag ? "1" : "0"
        case .int(let number): self = "\(number)"
        case .double(let number): self = "\(number)"
        case .string(let text): self = "\(text)"
        case .null, .array, .object: self = "NULL"
        }
    }
}
