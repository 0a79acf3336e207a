import Core
import Glibc
import Logging
import Web

/// Answers nginx: many threads wait on one socket, each carries one connection at a time.
///
/// A kept connection holds its thread while it is idle, so threads are many and have small stacks.
final class FastCGIServer: Sendable {
    /// What a request gets for an answer. Must not block for long without need: it holds a thread.
    typealias Respond = @Sendable (Request) -> Response

    /// Room for a handler: parsing, a query, a page. JSON nests at most 128 levels, the deepest that recursion goes.
    static let stackSize = 512 << 10

    private let listener: ListeningSocket
    private let limits: RequestLimits
    private let effects: Effects
    private let log: Logger
    private let respond: Respond
    private let connections = Connections()
    private let threads = Threads()

    init(
        listener: ListeningSocket, limits: RequestLimits, effects: Effects, log: Logger, respond: @escaping Respond
    ) {
        self.listener = listener
        self.limits = limits
        self.effects = effects
        self.log = log
        self.respond = respond
    }

    /// Starts the threads; from here on requests are answered.
    func start(threads count: Int) throws(StartError) {
        guard FastCGIConnection.prepareLibrary() else { throw StartError("libfcgi does not start") }
        // libfcgi does the same, but only where nobody else has set a handler.
        signal(SIGPIPE, SIG_IGN)
        // A file that may not grow (RLIMIT_FSIZE) fails the write, as a full disk does, and not the process.
        signal(SIGXFSZ, SIG_IGN)
        for _ in 1...max(count, 1) { try threads.start(stackSize: Self.stackSize) { [self] in accept() } }
    }

    /// Accepts no more, lets what is under way finish, then cuts off the rest. Says whether all had finished in time.
    func stop(within seconds: Int) -> Bool {
        listener.shutDown()
        connections.stop()
        var isQuiet = threads.wait(seconds: seconds)
        if !isQuiet {
            log.warning("cutting off \(connections.cut()) requests that did not finish in \(seconds) s")
            isQuiet = threads.wait(seconds: 1)
        }
        listener.remove()
        return isQuiet
    }

    /// The life of one thread.
    private func accept() {
        while let descriptor = listener.accept() {
            guard let name = connections.admit(descriptor) else {
                close(descriptor)
                continue
            }
            serve(FastCGIConnection(descriptor: descriptor, limits: limits), name)
            connections.leave(name)
        }
    }

    /// Answers the requests of one connection until it ends.
    private func serve(_ connection: FastCGIConnection, _ name: Connections.Name) {
        while connection.awaitRequest() {
            connections.begin(name)
            let isKept = answer(connection)
            guard connections.end(name), isKept else { return }
        }
    }

    /// Answers one request. False when the connection cannot carry another.
    private func answer(_ connection: FastCGIConnection) -> Bool {
        let arrival = connection.readRequest {
            RequestContext(now: effects.now(), id: String(effects.random(), radix: 16))
        }
        switch arrival {
        case .ended: return false
        case .refused(let response, let isHead, let isWhole):
            return connection.write(response, isHead: isHead) && isWhole
        case .request(let request):
            return connection.write(respond(request), isHead: request.method == .head)
        }
    }
}
