internal import CSQLite
import Core

/// Owns one prepared statement and finalizes it when it goes away.
///
/// A class only because the cache of a connection keeps many of them; it never leaves its connection.
final class Statement {
    private let handle: OpaquePointer
    private let connection: OpaquePointer
    let text: String

    init(_ text: String, connection: OpaquePointer) throws(SQLError) {
        var prepared: OpaquePointer?
        let code = sqlite3_prepare_v3(connection, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard code == SQLITE_OK, let prepared else {
            throw SQLError(code: code, handle: connection, statement: text)
        }
        handle = prepared
        self.connection = connection
        self.text = text
    }

    deinit { sqlite3_finalize(handle) }

    /// Gives the placeholders their values, in order.
    func bind(_ arguments: [SQLValue]) throws(SQLError) {
        for (place, argument) in arguments.enumerated() {
            let index = Int32(place + 1)
            let code: Int32 =
                switch argument {
                case .null: sqlite3_bind_null(handle, index)
                case .integer(let value): sqlite3_bind_int64(handle, index, value)
                case .real(let value): sqlite3_bind_double(handle, index, value)
                case .text(let value): Statement.bindText(handle, index, value)
                case .blob(let id): Statement.bindID(handle, index, id)
                case .bytes(let bytes): Statement.bindBytes(handle, index, bytes)
                }
            guard code == SQLITE_OK else { throw SQLError(code: code, handle: connection, statement: text) }
        }
    }

    /// True when a row is ready, false when there are no more.
    func step() throws(SQLError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw SQLError(code: code, handle: connection, statement: text)
        }
    }

    /// Makes the statement ready for its next use and lets go of its arguments.
    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    /// Looks at the row that the last ``step()`` made ready.
    func withRow<T>(_ body: (borrowing Row) throws -> T) rethrows -> T { try body(Row(handle: handle)) }

    /// SQLite's mark for "copy this at once", which C spells as a cast.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    private static func bindText(_ handle: OpaquePointer, _ index: Int32, _ value: String) -> Int32 {
        var value = value
        return value.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) {
                // An empty string has no address, which SQLite would take for NULL.
                guard let start = $0.baseAddress else { return sqlite3_bind_text(handle, index, "", 0, transient) }
                return sqlite3_bind_text64(
                    handle, index, start, UInt64($0.count), transient, UInt8(SQLITE_UTF8))
            }
        }
    }

    private static func bindBytes(_ handle: OpaquePointer, _ index: Int32, _ bytes: [UInt8]) -> Int32 {
        bytes.withUnsafeBytes {
            // No bytes have no address, which SQLite would take for NULL.
            guard let start = $0.baseAddress, !$0.isEmpty else { return sqlite3_bind_zeroblob(handle, index, 0) }
            return sqlite3_bind_blob64(handle, index, start, UInt64($0.count), transient)
        }
    }

    private static func bindID(_ handle: OpaquePointer, _ index: Int32, _ id: ID) -> Int32 {
        withUnsafeBytes(of: (id.high.bigEndian, id.low.bigEndian)) {
            sqlite3_bind_blob(handle, index, $0.baseAddress, 16, transient)
        }
    }
}
