import Core
import Logging
import NIOCore
import NIOPosix

/// Gives background task runs to one worker, each after it has acknowledged the one before. Lives on the event loop.
///
/// What waits, and with whom it is, are rows: when this stream ends, the row of its worker goes, and with it its hold.
final class TaskRunStream: WakingStream {
    private enum Step {
        /// The row of the worker is being written.
        case arriving
        /// Nothing is known to wait.
        case idle
        /// A thread looks for a run, or keeps an acknowledgement.
        case busy
        /// A run was sent.
        case delivered(ID)
    }

    private let worker: TaskWorker
    private let connection: ID
    private let eventLoop: any EventLoop
    private let parts: GatewayParts
    /// Sends one task run.
    private let send: ([UInt8]) -> Void
    private let fail: (any Error) -> Void
    private var step = Step.arriving
    /// Something was committed while a thread was busy.
    private var wasWoken = false
    private var isEnded = false

    init(
        _ worker: TaskWorker, eventLoop: any EventLoop, parts: GatewayParts, send: @escaping ([UInt8]) -> Void,
        fail: @escaping (any Error) -> Void
    ) {
        self.worker = worker
        self.eventLoop = eventLoop
        self.parts = parts
        self.send = send
        self.fail = fail
        connection = parts.effects.newID(at: parts.effects.now())
    }

    /// Makes the worker known, then looks for runs.
    func start() {
        let (worker, connection) = (worker, connection)
        onThread(
            { storage, now in try storage.write { try $0.addTaskWorker(worker, connection: connection, at: now) } },
            then: { stream, _ in stream.look() })
    }

    /// A run may wait.
    func wake() {
        if case .idle = step { look() } else { wasWoken = true }
    }

    /// The worker has the run that was sent. One that acknowledges nothing is let be.
    func acknowledge() {
        guard case .delivered(let run) = step else { return }
        step = .busy
        let connection = connection
        onThread(
            { storage, _ in try storage.write { try $0.acknowledgeTaskRun(run, by: connection) } },
            then: { stream, _ in stream.look() })
    }

    /// The worker is gone. Its row is removed on a thread, once what that does is done.
    func end() {
        guard !isEnded else { return }
        isEnded = true
        // The row may still be on its way: then it is removed when it has arrived.
        if case .arriving = step { return }
        if case .busy = step { return }
        leave()
    }

    private func look() {
        step = .busy
        wasWoken = false
        let (keys, connection) = (worker.taskKeys, connection)
        onThread(
            { storage, now in
                // Most looks find nothing, and need not wait for those who write.
                guard try storage.read({ try $0.hasWaitingTaskRun(of: keys) }) else { return nil }
                return try storage.write { try $0.takeTaskRun(of: keys, for: connection, at: now) }
            },
            then: { (stream, delivery: TaskRunDelivery?) in
                if let delivery {
                    stream.step = .delivered(delivery.taskRun)
                    stream.send(delivery.object)
                } else {
                    stream.step = .idle
                    if stream.wasWoken { stream.look() }
                }
            })
    }

    /// Does something that may block, and goes on unless the worker went away meanwhile.
    private func onThread<T: Sendable>(
        _ work: @escaping @Sendable (any Storage, Timestamp) throws -> T,
        then next: @escaping (TaskRunStream, T) -> Void
    ) {
        let (storage, effects) = (parts.storage, parts.effects)
        let stream = NIOLoopBound(self, eventLoop: eventLoop)
        let next = NIOLoopBound(next, eventLoop: eventLoop)
        parts.writers.runIfActive(eventLoop: eventLoop) { try work(storage, effects.now()) }
            .whenComplete { stream.value.finish($0, next.value) }
    }

    private func finish<T>(_ result: Result<T, any Error>, _ next: (TaskRunStream, T) -> Void) {
        guard !isEnded else { return leave() }
        switch result {
        case .success(let value): next(self, value)
        case .failure(let error):
            isEnded = true
            leave()
            fail(error)
        }
    }

    private func leave() {
        let (connection, storage, logger) = (connection, parts.storage, parts.logger)
        parts.writers.submit { _ in
            do { try storage.write { try $0.removeTaskWorker(connection: connection) } } catch {
                // The row goes at the next start; until then the run that it holds waits.
                logger.error("A worker that went away cannot be forgotten: \(error)")
            }
        }
    }
}
