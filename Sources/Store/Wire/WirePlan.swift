import Core
import JSON

/// How an object of the API is selected and written: made once from its ``WireTable``.
struct WirePlan: Sendable {
    /// One column of the SELECT; derived ones depend on the moment.
    typealias Column = @Sendable (Timestamp) -> SQL

    /// One member to write, its key already quoted.
    enum Step: Sendable {
        case id(key: [UInt8], column: Int32)
        case text(key: [UInt8], column: Int32)
        case integer(key: [UInt8], column: Int32)
        case number(key: [UInt8], column: Int32)
        case boolean(key: [UInt8], column: Int32)
        case time(key: [UInt8], column: Int32)
        case seconds(key: [UInt8], column: Int32)
        case json(key: [UInt8], column: Int32, default: [UInt8])
        case constant(key: [UInt8], text: [UInt8])
        /// Present when the column, the related row's id, is not NULL.
        case object(key: [UInt8], column: Int32, steps: [Step])
        case sparse(key: [UInt8], column: Int32, members: [SparseMember])
        case list(key: [UInt8], idColumn: Int32, plan: Lists)
    }

    /// A member of a sparse object with what stands when the stored text lacks it.
    struct SparseMember: Sendable {
        let name: String
        let key: [UInt8]
        /// JSON text, for a constant default.
        let constant: [UInt8]
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
    private(set) var columns: [Column] = []
    private(set) var steps: [Step] = []

    init(_ table: WireTable) {
        self.table = table
        steps = table.wire.fields.map { step(for: $0, alias: table.name) }
    }

    /// `SELECT … FROM … JOIN …`, to which a condition is added.
    func select(at now: Timestamp) -> SQL {
        let joins = table.joins.sorted { $0.key.rawValue < $1.key.rawValue }.map(\.value)
        return """
            SELECT \(columns.map { $0(now) }, joined: ", ") FROM \(SQL(name: table.name)) \(joins, joined: " ")
            """
    }

    private mutating func step(for field: WireField, alias: String) -> Step {
        let key = Array("\"\(field.name)\":".utf8)
        switch field.kind {
        case .id: return .id(key: key, column: column(for: field, alias))
        case .text: return .text(key: key, column: column(for: field, alias))
        case .integer: return .integer(key: key, column: column(for: field, alias))
        case .number: return .number(key: key, column: column(for: field, alias))
        case .boolean: return .boolean(key: key, column: column(for: field, alias))
        case .time: return .time(key: key, column: column(for: field, alias))
        case .seconds: return .seconds(key: key, column: column(for: field, alias))
        case .json(let standard):
            if case .constant(let value) = field.source { return .constant(key: key, text: Array(value.text.utf8)) }
            return .json(key: key, column: column(for: field, alias), default: Array(standard.text.utf8))
        case .object(let object):
            guard case .relation(let relation) = field.source else { return .constant(key: key, text: Array("null".utf8)) }
            let presence = add("\(SQL(name: relation.rawValue)).id")
            let steps = object.fields.map { step(for: $0, alias: relation.rawValue) }
            return .object(key: key, column: presence, steps: steps)
        case .list:
            guard case .relation(let relation) = field.source, let list = table.lists[relation] else {
                return .constant(key: key, text: Array("[]".utf8))
            }
            return .list(key: key, idColumn: add("\(SQL(name: alias)).id"), plan: Lists(list))
        case .sparse(let object):
            return .sparse(
                key: key, column: column(for: field, alias),
                members: object.fields.map { member(for: $0, alias: alias) })
        }
    }

    private mutating func member(for field: WireField, alias: String) -> SparseMember {
        let key = Array("\"\(field.name)\":".utf8)
        switch field.source {
        case .sparse(let standard):
            return SparseMember(name: field.name, key: key, constant: Array(standard.text.utf8), idColumn: nil)
        case .sparseColumn(let name):
            let column = add("\(SQL(name: alias)).\(SQL(name: name))")
            return SparseMember(name: field.name, key: key, constant: Array("null".utf8), idColumn: column)
        default:
            return SparseMember(name: field.name, key: key, constant: Array("null".utf8), idColumn: nil)
        }
    }

    private mutating func column(for field: WireField, _ alias: String) -> Int32 {
        switch field.source {
        case .column(let name): return add("\(SQL(name: alias)).\(SQL(name: name))")
        case .related(let relation, let name): return add("\(SQL(name: relation.rawValue)).\(SQL(name: name))")
        case .derived(let derivation):
            guard let expression = table.derivations[derivation] else { return add("NULL") }
            columns.append(expression)
            return Int32(columns.count - 1)
        case .constant(let value): return add(SQL(constant: value))
        case .relation, .sparse, .sparseColumn: return add("NULL")
        }
    }

    private mutating func add(_ expression: SQL) -> Int32 {
        columns.append { _ in expression }
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
