import Core
import Dispatch
import Synchronization

/// The one writer of the process, with group commit.
///
/// Requests that wait at the same moment share one transaction, each in its own savepoint. The request that finds nobody
/// at work leads: it runs the work of all who wait, commits once, and answers them; then the first of those who came
/// meanwhile leads. A request that fails is rolled back alone. Every call returns only after its commit is on disk.
final class Writer: Sendable {
    /// How many requests may share one transaction: bounds how long the first waits for the last.
    private static let groupLimit = 256

    private struct Queue {
        var waiting: [any WriterJob] = []
        var isLed = false
    }

    private let queue = Mutex(Queue())
    private let connection: Mutex<Connection>
    private let keys: KeyRing
    private let bounds: Bounds
    private let afterCommit: @Sendable (Topics) -> Void

    init(
        connection: sending Connection, keys: KeyRing, bounds: Bounds, afterCommit: @escaping @Sendable (Topics) -> Void
    ) {
        self.connection = Mutex(connection)
        self.keys = keys
        self.bounds = bounds
        self.afterCommit = afterCommit
    }

    /// Runs a closure within a transaction and returns when that is on disk.
    func write<T: Sendable>(_ body: @Sendable (SQLTransaction) throws -> T) throws -> T {
        try withoutActuallyEscaping(body) { body in
            let job = Job(body, bounds)
            let mustLead = queue.withLock { queue in
                queue.waiting.append(job)
                defer { queue.isLed = true }
                return !queue.isLed
            }
            if mustLead || job.waitForTurn() { lead() }
            return try job.result()
        }
    }

    /// Lends the connection between transactions, for what SQLite only does there.
    func outsideTransaction<T: Sendable>(_ body: (Connection) throws -> T) rethrows -> T {
        try connection.withLock { try body($0) }
    }

    /// Runs one group, the leader's own work among it, and hands the lead on.
    private func lead() {
        let group = queue.withLock { queue in
            let group = Array(queue.waiting.prefix(Writer.groupLimit))
            queue.waiting.removeFirst(group.count)
            return group
        }
        let topics = connection.withLock { connection in commit(group, on: connection) }
        let next = queue.withLock { queue -> (any WriterJob)? in
            queue.isLed = !queue.waiting.isEmpty
            return queue.waiting.first
        }
        next?.takeLead()
        for job in group { job.finish() }
        if !topics.isEmpty { afterCommit(topics) }
    }

    /// One transaction for a group. What cannot be committed fails for all whose work was in it.
    private func commit(_ group: [any WriterJob], on connection: Connection) -> Topics {
        var topics: Topics = []
        var done: [any WriterJob] = []
        do {
            try connection.run("BEGIN IMMEDIATE")
            for job in group {
                done.append(job)
                topics.formUnion(try job.run(on: connection, keys: keys))
            }
            try connection.run("COMMIT")
            return topics
        } catch {
            if connection.isInTransaction { _ = try? connection.run("ROLLBACK") }
            for job in group { job.fail(with: error) }
            return []
        }
    }
}

/// The work of one request as the writer sees it.
private protocol WriterJob: Sendable {
    /// Does the work in a savepoint. Throws only when the transaction itself is lost.
    func run(on connection: Connection, keys: KeyRing) throws -> Topics
    func fail(with error: any Error)
    func finish()
    func takeLead()
}

private final class Job<T: Sendable>: WriterJob {
    private enum Signal { case lead, done }

    /// Given up before the caller is woken: it must not outlive the call that lent it.
    private let body: Mutex<(@Sendable (SQLTransaction) throws -> T)?>
    private let bounds: Bounds
    private let outcome = Mutex<Result<T, any Error>?>(nil)
    private let signal = Mutex<Signal?>(nil)
    private let turn = DispatchSemaphore(value: 0)

    init(_ body: @escaping @Sendable (SQLTransaction) throws -> T, _ bounds: Bounds) {
        self.body = Mutex(body)
        self.bounds = bounds
    }

    func run(on connection: Connection, keys: KeyRing) throws -> Topics {
        guard let body = body.withLock({ $0.take() }) else { return [] }
        let transaction = SQLTransaction(connection: connection, keys: keys, bounds: bounds)
        try connection.run("SAVEPOINT request")
        do {
            let value = try body(transaction)
            try connection.run("RELEASE request")
            outcome.withLock { $0 = .success(value) }
            return transaction.topics
        } catch {
            // An error of the machine may have rolled the whole transaction back: then all in it have failed.
            guard connection.isInTransaction else { throw error }
            try connection.run("ROLLBACK TO request")
            try connection.run("RELEASE request")
            outcome.withLock { $0 = .failure(error) }
            return []
        }
    }

    func fail(with error: any Error) {
        body.withLock { $0 = nil }
        outcome.withLock { $0 = .failure(error) }
    }
    func finish() { wake(.done) }
    func takeLead() { wake(.lead) }

    /// Waits until the work is done, or until this request has to lead: then true.
    func waitForTurn() -> Bool {
        turn.wait()
        return signal.withLock { $0 == .lead }
    }

    func result() throws -> T {
        guard let outcome = outcome.withLock({ $0 }) else {
            throw Failure.busy("The write was not carried out.", retryAfter: 1)
        }
        return try outcome.get()
    }

    private func wake(_ reason: Signal) {
        signal.withLock { $0 = reason }
        turn.signal()
    }
}
