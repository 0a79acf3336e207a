internal import CSQLite

/// What SQLite said when a statement could not be done.
struct SQLError: Error, CustomStringConvertible {
    /// The extended result code.
    let code: Int32
    let message: String
    let statement: String

    init(code: Int32, handle: OpaquePointer?, statement: String = "") {
        self.code = handle.map { sqlite3_extended_errcode($0) } ?? code
        message = handle.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
        self.statement = statement
    }

    private var primary: Int32 { code & 0xff }

    /// A unique, foreign key, not-null or check constraint says no.
    var isConstraint: Bool { primary == SQLITE_CONSTRAINT }
    /// `SQLITE_CONSTRAINT_UNIQUE` or `SQLITE_CONSTRAINT_PRIMARYKEY`, macros that the importer cannot read.
    var isUnique: Bool { code == SQLITE_CONSTRAINT | 8 << 8 || code == SQLITE_CONSTRAINT | 6 << 8 }
    /// The machine, not the request: no space, no memory, a broken disk, a lock that does not go away.
    var isEnvironment: Bool {
        [SQLITE_FULL, SQLITE_IOERR, SQLITE_NOMEM, SQLITE_BUSY, SQLITE_LOCKED, SQLITE_READONLY, SQLITE_CANTOPEN]
            .contains(primary)
    }

    var description: String { "SQLite \(code): \(message)" + (statement.isEmpty ? "" : " in: \(statement)") }
}
