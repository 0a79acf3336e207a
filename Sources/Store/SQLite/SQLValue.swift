import Core
import JSON

/// One value as SQLite knows it.
enum SQLValue: Sendable, Equatable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob(ID)
    case bytes([UInt8])
}

/// Something that can stand as an argument in a statement.
protocol SQLArgument {
    var sqlValue: SQLValue { get }
}

extension SQLValue: SQLArgument {
    var sqlValue: SQLValue { self }
}

extension ID: SQLArgument {
    var sqlValue: SQLValue { .blob(self) }
}

extension Timestamp: SQLArgument {
    var sqlValue: SQLValue { .integer(microseconds) }
}

extension Interval: SQLArgument {
    var sqlValue: SQLValue { .integer(microseconds) }
}

extension String: SQLArgument {
    var sqlValue: SQLValue { .text(self) }
}

extension [UInt8]: SQLArgument {
    var sqlValue: SQLValue { .bytes(self) }
}

extension Int: SQLArgument {
    var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: SQLArgument {
    var sqlValue: SQLValue { .integer(self) }
}

extension Double: SQLArgument {
    var sqlValue: SQLValue { .real(self) }
}

extension Bool: SQLArgument {
    var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension JSONValue: SQLArgument {
    /// JSON null is a value of its own; an absent column is an optional that is nil.
    var sqlValue: SQLValue { .text(text) }
}

extension JSONObject: SQLArgument {
    var sqlValue: SQLValue { .text(JSONValue.object(self).text) }
}

extension Optional: SQLArgument where Wrapped: SQLArgument {
    var sqlValue: SQLValue { self?.sqlValue ?? .null }
}
