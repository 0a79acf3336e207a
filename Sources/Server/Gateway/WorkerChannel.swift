import Core
import JSON
import NIOCore
import NIOPosix
import Web

/// One worker's conversation: its hello, which is answered with the pool as it stands, and then its heartbeats, one after
/// another in their order. Lives on the event loop.
final class WorkerChannel {
    /// Messages that may wait while one is stored; beyond them nothing is read.
    private static let mostWaiting = 16

    /// What is known once the hello is answered.
    private struct Peer {
        let consumerID: ID
        let workerName: String
        let poolID: ID
    }

    /// What comes of a message.
    enum Outcome {
        case frame([UInt8])
        /// The worker was taken in: what is to be told of its pool from now on.
        case begun(StreamReader)
        case refusal(WorkerChannelRefusal)
        /// Something is read again.
        case drained
    }

    private let pool: String
    private let eventLoop: any EventLoop
    private let threads: NIOThreadPool
    private let storage: any Storage
    private let effects: Effects
    private let answer: (Outcome) -> Void
    private var waiting = CircularBuffer<[UInt8]>()
    private var isStoring = false
    private var isOver = false
    private var peer: Peer?

    init(pool: String, eventLoop: any EventLoop, parts: GatewayParts, answer: @escaping (Outcome) -> Void) {
        self.pool = pool
        self.eventLoop = eventLoop
        threads = parts.writers
        storage = parts.storage
        effects = parts.effects
        self.answer = answer
    }

    /// The hello has been answered.
    var hasBegun: Bool { peer != nil }
    var mayRead: Bool { waiting.count < WorkerChannel.mostWaiting }

    func add(_ message: [UInt8]) {
        guard !isOver else { return }
        waiting.append(message)
        proceed()
    }

    private func proceed() {
        while !isStoring, !isOver, let message = waiting.popFirst() {
            do throws(WorkerChannelRefusal) { try take(message) } catch { refuse(error) }
        }
    }

    private func take(_ bytes: [UInt8]) throws(WorkerChannelRefusal) {
        guard let json = try? JSONValue(parsing: bytes) else { throw .protocolError }
        switch (try WorkerMessage(json), peer) {
        case (.hello(let hello), nil): greet(hello)
        case (.heartbeat(let consumerID, let name, let interval), let peer?):
            guard consumerID == peer.consumerID, name == peer.workerName else { throw .protocolError }
            record(Heartbeat(id: effects.newID(at: effects.now()), worker: name, interval: interval), peer.poolID)
        case (.cleanup(let operation, let frame, let message), .some):
            answer(.frame(WorkerFrames.noCleanup(operation: operation, message: message, inAnswerTo: frame, stamp())))
        case (.hello, .some), (.heartbeat, nil), (.cleanup, nil): throw .protocolError
        }
    }

    private func greet(_ hello: WorkerHello) {
        let stamp = stamp()
        store { [pool, effects] storage in
            try storage.write { tx in
                let welcome = try tx.welcome(hello, toPool: pool, effects: effects, at: stamp.moment)
                return (welcome: welcome, frame: try WorkerFrames.ready(hello, welcome, stamp, from: tx))
            }
        } then: { channel, ready in
            let id = ready.welcome.poolID
            channel.peer = Peer(consumerID: hello.consumerID, workerName: hello.workerName, poolID: id)
            channel.answer(.frame(ready.frame))
            channel.answer(.begun(.workPool(id, seen: ready.welcome.seen, effects: channel.effects)))
        }
    }

    private func record(_ heartbeat: Heartbeat, _ pool: ID) {
        let now = effects.now()
        store { storage in
            try storage.write { tx in
                guard try tx.workPool(pool) != nil else { throw WorkerChannelRefusal.heartbeatNotKept }
                try tx.recordHeartbeat(heartbeat, inPool: pool, at: now)
            }
        } then: { _, _ in
        }
    }

    /// Does something with the database on a thread, and the rest back here.
    private func store<T: Sendable>(
        _ work: @escaping @Sendable (any Storage) throws -> T, then: @escaping @Sendable (WorkerChannel, T) -> Void
    ) {
        isStoring = true
        let hadBegun = hasBegun
        let result = threads.runIfActive(eventLoop: eventLoop) { [storage] in try work(storage) }
        let channel = NIOLoopBound(self, eventLoop: eventLoop)
        result.whenComplete { result in
            let channel = channel.value
            channel.isStoring = false
            guard !channel.isOver else { return }
            switch result {
            case .success(let value): then(channel, value)
            case .failure(let refusal as WorkerChannelRefusal): channel.refuse(refusal)
            case .failure: channel.refuse(hadBegun ? .heartbeatNotKept : .serverError)
            }
            channel.proceed()
            channel.answer(.drained)
        }
    }

    private func refuse(_ refusal: WorkerChannelRefusal) {
        isOver = true
        waiting.removeAll()
        answer(.refusal(refusal))
    }

    /// What the socket is closed for ends here too.
    func end() { isOver = true }

    private func stamp() -> WorkerFrames.Stamp {
        let now = effects.now()
        return WorkerFrames.Stamp(id: effects.newID(at: now), at: now)
    }
}
