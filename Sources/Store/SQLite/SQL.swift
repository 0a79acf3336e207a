import Core
import JSON

/// A statement, or a piece of one, whose interpolated values become arguments.
///
/// ```swift
/// let query: SQL = "SELECT name FROM flow WHERE id = \(id)"
/// ```
/// Text that is part of the statement itself is another ``SQL``; a plain string can only ever be an argument.
struct SQL: Sendable, ExpressibleByStringInterpolation {
    /// Stands for an argument. It can be in no text of the program.
    private static let mark: Unicode.Scalar = "\u{1}"

    /// The statement with a mark for each argument: what a prepared statement is found by.
    fileprivate(set) var text: String
    /// What the marks stand for, in order.
    fileprivate(set) var arguments: [SQLValue]

    init(stringLiteral text: String) { (self.text, arguments) = (text, []) }
    init(stringInterpolation built: StringInterpolation) { self = built.sql }

    /// A name of a table or a column that is written in the program, never one that came from outside.
    init(name: String) { self.init(stringLiteral: name) }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql: SQL = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            sql.text.reserveCapacity(literalCapacity + interpolationCount)
        }

        mutating func appendLiteral(_ literal: String) { sql.text += literal }
        mutating func appendInterpolation(_ value: some SQLArgument) { appendArgument(value.sqlValue) }
        mutating func appendInterpolation(_ value: (some SQLArgument)?) { appendArgument(value?.sqlValue ?? .null) }
        mutating func appendInterpolation(_ piece: SQL) { sql.append(piece) }
        mutating func appendInterpolation(_ pieces: [SQL], joined separator: String) {
            sql.append(SQL.joined(pieces, by: separator))
        }

        private mutating func appendArgument(_ value: SQLValue) {
            sql.text.unicodeScalars.append(SQL.mark)
            sql.arguments.append(value)
        }
    }

    /// Puts another piece after this one.
    mutating func append(_ piece: SQL) {
        text += piece.text
        arguments += piece.arguments
    }

    /// Pieces one after another.
    static func joined(_ pieces: [SQL], by separator: String) -> SQL {
        var result: SQL = ""
        for (place, piece) in pieces.enumerated() {
            if place > 0 { result.text += separator }
            result.append(piece)
        }
        return result
    }

    /// All conditions together; true when there are none.
    static func all(_ conditions: [SQL]) -> SQL {
        conditions.isEmpty ? "TRUE" : joined(conditions.map { "(\($0))" }, by: " AND ")
    }

    /// At least one of the conditions; false when there are none.
    static func any(_ conditions: [SQL]) -> SQL {
        conditions.isEmpty ? "FALSE" : joined(conditions.map { "(\($0))" }, by: " OR ")
    }

    /// The text as the database reads it, with placeholders `$1, $2 …`.
    var numbered: String {
        var result = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            guard scalar == SQL.mark else {
                result.append(scalar)
                continue
            }
            count += 1
            result.append(contentsOf: "$\(count)".unicodeScalars)
        }
        return String(result)
    }
}
