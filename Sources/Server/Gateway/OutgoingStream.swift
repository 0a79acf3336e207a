import Core
import NIOCore
import NIOPosix

/// Tells one client of events or log lines: a place that moves on as fast as the client reads. Lives on the event loop.
///
/// At most one page is in memory, besides what the socket itself buffers; a client that does not read costs its place.
final class OutgoingStream: WakingStream {
    private var reader: StreamReader
    private let eventLoop: any EventLoop
    private let threads: NIOThreadPool
    private let storage: any Storage
    /// Sends a page; answers false when the socket wants no more for now.
    private let send: ([[UInt8]]) -> Bool
    private let fail: (any Error) -> Void
    private var isReading = false
    /// False until the place is known from which on everything is told.
    private var isPlaced = false
    private var onPlaced: (() -> Void)?
    private var hasMore = true
    private var mayWrite = true
    private var isEnded = false

    init(
        _ reader: StreamReader, eventLoop: any EventLoop, threads: NIOThreadPool, storage: any Storage,
        send: @escaping ([[UInt8]]) -> Bool, fail: @escaping (any Error) -> Void
    ) {
        self.reader = reader
        self.eventLoop = eventLoop
        self.threads = threads
        self.storage = storage
        self.send = send
        self.fail = fail
    }

    /// Something was committed.
    func wake() {
        hasMore = true
        proceed()
    }

    /// The socket takes more, or does not.
    func setWritable(_ isWritable: Bool) {
        mayWrite = isWritable
        proceed()
    }

    func end() { isEnded = true }

    /// Does something once everything that arrives from then on is told; now, or later in place of what was to be done then.
    func whenPlaced(_ body: @escaping () -> Void) {
        if isPlaced { body() } else { onPlaced = body }
    }

    /// Reads the next page on a thread, unless one is being read, the client is behind or nothing is new.
    func proceed() {
        guard !isReading, mayWrite, hasMore, !isEnded else { return }
        isReading = true
        hasMore = false
        let page = threads.runIfActive(eventLoop: eventLoop) { [storage, reader] in try reader.page(of: storage) }
        let stream = NIOLoopBound(self, eventLoop: eventLoop)
        page.whenComplete { stream.value.take($0) }
    }

    private func take(_ result: Result<StreamReader.Page, any Error>) {
        isReading = false
        guard !isEnded else { return }
        switch result {
        case .success(let page):
            reader = page.next
            isPlaced = true
            onPlaced?()
            onPlaced = nil
            hasMore = hasMore || page.hasMore
            if !page.rows.isEmpty { mayWrite = send(page.rows) }
            proceed()
        case .failure(let error):
            isEnded = true
            fail(error)
        }
    }
}
