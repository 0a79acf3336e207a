import Core
import JSON

/// A statement, or a piece of one, whose interpolated values become arguments.
///
/// ```swift
/// let query: SQL = "SELECT name FROM flow WHERE id = \(id)"
/// ```
/// Text that is part of the statement itself is another ``SQL``; a plain string can only ever be an argument.
struct SQL: Sendable, ExpressibleByStringInterpolation {
    fileprivate enum Part: Sendable {
        case text(String)
        case argument(SQLValue)
    }

    fileprivate var parts: [Part]

    init(stringLiteral text: String) { parts = [.text(text)] }
    init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

    /// A name of a table or a column that is written in the program, never one that came from outside.
    init(name: String) { parts = [.text(name)] }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var parts: [Part] = []

        init(literalCapacity: Int, interpolationCount: Int) { parts.reserveCapacity(interpolationCount * 2 + 1) }

        mutating func appendLiteral(_ literal: String) { parts.append(.text(literal)) }
        mutating func appendInterpolation(_ value: some SQLArgument) { parts.append(.argument(value.sqlValue)) }
        mutating func appendInterpolation(_ value: (some SQLArgument)?) {
            parts.append(.argument(value?.sqlValue ?? .null))
        }
        mutating func appendInterpolation(_ piece: SQL) { parts += piece.parts }
        mutating func appendInterpolation(_ pieces: [SQL], joined separator: String) {
            parts += SQL.joined(pieces, by: separator).parts
        }
    }

    /// Pieces one after another.
    static func joined(_ pieces: [SQL], by separator: String) -> SQL {
        var result: SQL = ""
        for (place, piece) in pieces.enumerated() {
            if place > 0 { result.parts.append(.text(separator)) }
            result.parts += piece.parts
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

    /// The text with its placeholders `$1, $2 …`, and what they stand for.
    func rendered() -> (text: String, arguments: [SQLValue]) {
        var text = ""
        var arguments: [SQLValue] = []
        for part in parts {
            switch part {
            case .text(let piece): text += piece
            case .argument(let value):
                arguments.append(value)
                text += "$\(arguments.count)"
            }
        }
        return (text, arguments)
    }
}
