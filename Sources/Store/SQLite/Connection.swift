internal import CSQLite
import Core

/// One connection to an SQLite database, with its prepared statements.
///
/// It is used by one thread at a time and is not `Sendable`: only the closure of a read or a write sees it.
final class Connection {
    private let handle: OpaquePointer
    private var statements: [String: PreparedStatements] = [:]

    /// Statements kept prepared; beyond this many texts all are dropped and made anew.
    private static let statementLimit = 600

    /// Opens a file, or a private database in memory for the path `:memory:`.
    init(path: String, readOnly: Bool = false) throws(SQLError) {
        let flags = (readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) | SQLITE_OPEN_NOMUTEX
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            let error = SQLError(code: code, handle: opened)
            sqlite3_close_v2(opened)
            throw error
        }
        handle = opened
        sqlite3_busy_timeout(handle, 5000)
        sqlite3_extended_result_codes(handle, 1)
        do { try IDFunction.register(on: handle) } catch {
            sqlite3_close_v2(handle)
            throw error
        }
    }

    deinit {
        statements = [:]
        sqlite3_close_v2(handle)
    }

    /// True while a transaction is open. An error of the machine may have ended it.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Rows changed by the last statement.
    var changes: Int { Int(sqlite3_changes64(handle)) }

    /// Runs statements that have no arguments and no rows, such as a migration.
    func script(_ text: String) throws(SQLError) {
        let code = sqlite3_exec(handle, text, nil, nil, nil)
        guard code == SQLITE_OK else { throw SQLError(code: code, handle: handle, statement: String(text.prefix(200))) }
    }

    /// Runs a statement whose rows, if any, do not matter. Returns how many rows it changed.
    @discardableResult
    func run(_ sql: SQL) throws -> Int {
        try with(sql) { statement in while try statement.step() {} }
        return changes
    }

    /// All rows of a query, each made into a value.
    func rows<T>(_ sql: SQL, _ make: (borrowing Row) throws -> T) throws -> [T] {
        try with(sql) { statement in
            var result: [T] = []
            while try statement.step() { result.append(try statement.withRow(make)) }
            return result
        }
    }

    /// The first row of a query, made into a value; nil when there is none.
    func first<T>(_ sql: SQL, _ make: (borrowing Row) throws -> T) throws -> T? {
        try with(sql) { statement in try statement.step() ? try statement.withRow(make) : nil }
    }

    /// Looks at each row of a query in turn.
    func each(_ sql: SQL, _ body: (borrowing Row) throws -> Void) throws {
        try with(sql) { statement in while try statement.step() { try statement.withRow(body) } }
    }

    /// The number that a counting query answers.
    func count(_ sql: SQL) throws -> Int { try first(sql) { Int($0.int(0)) } ?? 0 }

    /// True when a query has a row.
    func exists(_ sql: SQL) throws -> Bool { try first(sql) { _ in true } ?? false }

    /// Lends a prepared statement with its arguments bound, and takes it back clean.
    private func with<T>(_ sql: SQL, _ body: (Statement) throws -> T) throws -> T {
        let prepared = preparedStatements(of: sql)
        // A statement in use is out of the cache, so that a query may run while the same one is being read.
        let statement = try prepared.idle.popLast() ?? Statement(sql.numbered, connection: handle)
        defer {
            statement.reset()
            prepared.idle.append(statement)
        }
        try statement.bind(sql.arguments)
        return try body(statement)
    }

    private func preparedStatements(of sql: SQL) -> PreparedStatements {
        if let known = statements[sql.text] { return known }
        if statements.count >= Connection.statementLimit { statements = [:] }
        let new = PreparedStatements()
        statements[sql.text] = new
        return new
    }
}

/// The prepared statements of one text that are not in use.
private final class PreparedStatements {
    var idle: [Statement] = []
}
