import NIOCore
import NIOPosix

/// The events that one client has sent and that are not stored yet, in their order, with the PINGs and the close that wait
/// for them. Lives on the event loop.
///
/// While a thread stores a batch, more may gather; they become the next batch.
final class EventIntake {
    private enum Item {
        case event([UInt8])
        case ping(ByteBuffer)
        case close(ByteBuffer)
    }

    /// What comes out once everything before it is stored.
    enum Outcome {
        case pong(ByteBuffer)
        /// The client's close may be answered.
        case close(ByteBuffer)
        case failure(any Error)
    }

    private var items = CircularBuffer<Item>()
    private(set) var waitingBytes = 0
    private var isStoring = false
    private var hasFailed = false
    private let batchLimit: Int
    private let eventLoop: any EventLoop
    private let threads: NIOThreadPool
    private let recorder: EventRecorder
    private let answer: (Outcome) -> Void
    /// Called whenever events have left the queue.
    private let drained: () -> Void

    init(
        batchLimit: Int, eventLoop: any EventLoop, threads: NIOThreadPool, recorder: EventRecorder,
        answer: @escaping (Outcome) -> Void, drained: @escaping () -> Void
    ) {
        self.batchLimit = batchLimit
        self.eventLoop = eventLoop
        self.threads = threads
        self.recorder = recorder
        self.answer = answer
        self.drained = drained
    }

    /// True when everything that came in is stored.
    var isIdle: Bool { items.isEmpty && !isStoring }

    func add(event: [UInt8]) {
        waitingBytes += event.count
        add(.event(event))
    }

    func add(ping data: ByteBuffer) { add(.ping(data)) }
    func add(close data: ByteBuffer) { add(.close(data)) }

    private func add(_ item: Item) {
        guard !hasFailed else { return }
        items.append(item)
        proceed()
    }

    /// Lets out what waits for nothing any more, then stores the next batch.
    private func proceed() {
        guard !isStoring else { return }
        var batch: [[UInt8]] = []
        while batch.count < batchLimit, let item = items.first {
            if case .event(let event) = item {
                batch.append(event)
            } else if batch.isEmpty {
                release(item)
            } else {
                break
            }
            items.removeFirst()
        }
        if !batch.isEmpty { store(batch) }
    }

    private func release(_ item: Item) {
        switch item {
        case .event: break
        case .ping(let data): answer(.pong(data))
        case .close(let data): answer(.close(data))
        }
    }

    private func store(_ batch: [[UInt8]]) {
        isStoring = true
        let recorder = recorder
        let intake = NIOLoopBound(self, eventLoop: eventLoop)
        let stored = threads.runIfActive(eventLoop: eventLoop) { try recorder.store(batch) }
        let bytes = batch.reduce(0) { $0 + $1.count }
        stored.whenComplete { result in intake.value.finish(bytes, result) }
    }

    private func finish(_ bytes: Int, _ result: Result<Void, any Error>) {
        isStoring = false
        waitingBytes -= bytes
        if case .failure(let error) = result {
            // What follows must not be stored before it: the client sends it all again.
            hasFailed = true
            items.removeAll()
            waitingBytes = 0
            answer(.failure(error))
        }
        drained()
        proceed()
    }
}
