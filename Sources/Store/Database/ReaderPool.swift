import Core
import Dispatch
import Synchronization

/// A few connections that only read, each lent to one request at a time.
final class ReaderPool: Sendable {
    private let path: String
    private let keys: KeyRing
    private let bounds: Bounds
    private let idle: Mutex<[Connection]>
    private let free: DispatchSemaphore

    /// Opens all connections at once, so that a wrong file is noticed at the start.
    init(path: String, size: Int, keys: KeyRing, bounds: Bounds) throws {
        self.path = path
        self.keys = keys
        self.bounds = bounds
        var connections: [Connection] = []
        for _ in 0..<size {
            connections.append(try ReaderPool.open(path))
        }
        idle = Mutex(connections)
        free = DispatchSemaphore(value: size)
    }

    private static func open(_ path: String) throws -> Connection {
        let connection = try Connection(path: path, readOnly: true)
        try connection.script("PRAGMA query_only = ON; PRAGMA cache_size = -1024; PRAGMA temp_store = MEMORY")
        return connection
    }

    /// Runs a closure on one snapshot of the database.
    func read<T: Sendable>(_ body: @Sendable (SQLTransaction) throws -> T) throws -> T {
        free.wait()
        defer { free.signal() }
        let lease = Lease(idle.withLock { $0.popLast() })
        defer { idle.withLock { if let connection = lease.connection { $0.append(connection) } } }
        let connection = try lease.connection ?? ReaderPool.open(path)
        lease.connection = connection
        try connection.run("BEGIN")
        do {
            let value = try body(SQLTransaction(connection: connection, keys: keys, bounds: bounds))
            try connection.run("COMMIT")
            return value
        } catch {
            if connection.isInTransaction { _ = try? connection.run("ROLLBACK") }
            throw error
        }
    }
}

/// Carries a connection out of the pool's lock and back into it.
///
/// `@unchecked Sendable`: popping takes the connection out of the pool, so exactly one thread has it until it is put back.
private final class Lease: @unchecked Sendable {
    var connection: Connection?
    init(_ connection: Connection?) { self.connection = connection }
}
