public import Core
import Synchronization

/// The database: one writer, some readers, one file.
public final class Database: Sendable {
    private let writer: Writer
    /// Nil in memory, where the one connection does all.
    private let readers: ReaderPool?
    private let lock: FileLock?
    private let listeners = Listeners()
    /// What opens the data of blocks; the first key seals all of it.
    public let keys: KeyRing
    /// How many block documents opening the database has sealed with the first key.
    public let sealedAnew: Int

    /// Where the data lives.
    public enum Location: Sendable {
        /// A file; its folder must be there and writable.
        case file(String)
        /// A private database that goes away with this object, for tests.
        case memory
    }

    /// Opens the database and brings it to the newest schema.
    ///
    /// Throws an ``OpeningError`` that a person can act on: another process has it, a newer Rigel made it, it is no
    /// database of Rigel's, the file cannot be opened, or a key is missing that blocks in it are sealed with.
    public init(
        at location: Location, readers: Int = 4, bounds: Bounds = Bounds(), keys source: KeySource = { _ in .random() }
    ) throws {
        let listeners = listeners
        switch location {
        case .memory:
            let connection = try Connection(path: ":memory:")
            try Database.prepare(connection)
            keys = try source(try connection.keysInUse())
            sealedAnew = try keys.open(connection)
            writer = Writer(connection: connection, keys: keys, bounds: bounds) { listeners.notify($0) }
            self.readers = nil
            lock = nil
        case .file(let path):
            lock = try FileLock(path: path + ".lock")
            do {
                let connection = try Connection(path: path)
                try Database.prepare(connection)
                keys = try source(try connection.keysInUse())
                sealedAnew = try keys.open(connection)
                writer = Writer(connection: connection, keys: keys, bounds: bounds) { listeners.notify($0) }
                self.readers = try ReaderPool(path: path, size: readers, keys: keys, bounds: bounds)
            } catch let error as SQLError {
                throw OpeningError("The database \(path) cannot be opened: \(error.message).")
            }
        }
    }

    /// Sets a connection that writes as Rigel needs it, and brings its file to the newest schema.
    static func prepare(_ connection: Connection) throws {
        try connection.script(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON;
            PRAGMA temp_store = MEMORY;
            PRAGMA cache_size = -8192;
            PRAGMA wal_autocheckpoint = 4000;
            """)
        try Migration.run(on: connection)
    }

    /// Calls a closure after each commit that changed one of these topics. It must be quick.
    public func onCommit(_ topics: Topics, _ body: @escaping @Sendable () -> Void) { listeners.add(topics, body) }

    /// Moves what is in the log into the main file, so that the next start finds little to do.
    public func checkpoint() throws {
        try onWriter { try $0.script("PRAGMA wal_checkpoint(TRUNCATE)") }
    }

    /// Lends the writing connection between transactions, for what SQLite only does there.
    func onWriter<T: Sendable>(_ body: (Connection) throws -> T) throws -> T {
        try writer.outsideTransaction(body)
    }
}

extension Database: Storage {
    public func read<T: Sendable>(_ body: @Sendable (any Reading) throws -> T) throws -> T {
        try Database.translatingErrors {
            if let readers { return try readers.read { try body($0) } }
            return try writer.write { try body($0) }
        }
    }

    public func write<T: Sendable>(_ body: @Sendable (any Writing) throws -> T) throws -> T {
        try Database.translatingErrors { try writer.write { try body($0) } }
    }

    /// Gives errors of the database that a client can do something about their place among the domain's.
    private static func translatingErrors<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as SQLError {
            if error.isConstraint { throw Failure.conflict(Failure.integrityConflict) }
            if error.isEnvironment { throw Failure.busy(error.message, retryAfter: 1) }
            throw error
        }
    }
}

/// Why a database cannot be opened, in one sentence for people.
public struct OpeningError: Error, CustomStringConvertible {
    public let description: String
    init(_ description: String) { self.description = description }
}

/// Those who want to hear of commits.
private final class Listeners: Sendable {
    private let entries = Mutex<[(topics: Topics, body: @Sendable () -> Void)]>([])

    func add(_ topics: Topics, _ body: @escaping @Sendable () -> Void) {
        entries.withLock { $0.append((topics, body)) }
    }

    func notify(_ topics: Topics) {
        let wanted = entries.withLock { $0.filter { !$0.topics.isDisjoint(with: topics) } }
        for entry in wanted { entry.body() }
    }
}
