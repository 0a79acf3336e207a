import Core
import Glibc
import Logging
import NIOCore
import NIOPosix
import Store
import Synchronization

/// The WebSocket side of the server: a listener of its own, to which nginx passes the addresses that FastCGI cannot carry.
///
/// ```swift
/// let gateway = Gateway(database, effects: effects, logger: logger)
/// try gateway.start(at: .unix("run/gateway.sock"))
/// gateway.stop(within: .seconds(5))
/// ```
final class Gateway: Sendable {
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let parts: GatewayParts
    private let state = Mutex(State())

    private struct State {
        var listener: (any Channel)?
        var isStopped = false
    }

    /// Wires the gateway to the database: whatever is stored, by whomever, reaches those who listen.
    init(
        _ database: Database, effects: Effects, basePath: String = "", requiredToken: String? = nil,
        limits: GatewayLimits = GatewayLimits(), logger: Logger
    ) {
        let eventLoop = group.next()
        let eventStreams = OutgoingStreams(eventLoop: eventLoop)
        let logStreams = OutgoingStreams(eventLoop: eventLoop)
        let poolStreams = OutgoingStreams(eventLoop: eventLoop)
        let taskRunStreams = OutgoingStreams(eventLoop: eventLoop)
        parts = GatewayParts(
            storage: database, effects: effects, limits: limits, basePath: basePath, requiredToken: requiredToken,
            logger: logger,
            writers: NIOThreadPool(numberOfThreads: 16), readers: NIOThreadPool(numberOfThreads: 4),
            eventStreams: eventStreams, logStreams: logStreams, poolStreams: poolStreams,
            taskRunStreams: taskRunStreams, sockets: OpenSockets(eventLoop: eventLoop))
        database.onCommit([.events]) { [weak eventStreams] in eventStreams?.wake() }
        database.onCommit([.logs]) { [weak logStreams] in logStreams?.wake() }
        database.onCommit([.workPools]) { [weak poolStreams] in poolStreams?.wake() }
        database.onCommit([.scheduledTaskRuns]) { [weak taskRunStreams] in taskRunStreams?.wake() }
    }

    /// Listens. Once this returns, clients can connect. Stop it also when this throws.
    func start(at address: SocketAddress) throws(StartError) {
        do { try parts.storage.write { try $0.removeTaskWorkers() } } catch {
            throw StartError("the task workers of the last run cannot be forgotten: \(error)")
        }
        parts.writers.start()
        parts.readers.start()
        let handshake = Handshake(parts: parts)
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.writeBufferWaterMark, value: .init(low: 64 << 10, high: 256 << 10))
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try handshake.prepare(channel) }
            }
        do {
            let channel: any Channel
            switch address {
            case .tcp(let host, let port): channel = try bootstrap.bind(host: host, port: port).wait()
            case .unix(let path):
                channel = try bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).wait()
                // nginx runs as another user. Who may come near is decided by the folder.
                chmod(path, 0o666)
            }
            state.withLock { $0.listener = channel }
        } catch {
            throw StartError("the WebSocket gateway cannot listen on \(address): \(error)")
        }
    }

    /// The port that was taken; nil for a socket file.
    var port: Int? { state.withLock { $0.listener?.localAddress?.port } }

    /// Stores what has come in, tells all clients and lets go of the address. Returns within the time and a moment.
    func stop(within time: TimeAmount) {
        let isFirst = state.withLock { state in
            defer { state.isStopped = true }
            return !state.isStopped
        }
        guard isFirst else { return }
        // What goes wrong while closing leaves nothing to be done: the process is about to end.
        try? state.withLock { $0.listener }?.close().wait()
        try? parts.sockets.stop(within: time).wait()
        // Threads before the loop that they answer to.
        try? parts.writers.syncShutdownGracefully()
        try? parts.readers.syncShutdownGracefully()
        try? group.syncShutdownGracefully()
    }
}
