import Core
import NIOCore
import NIOPosix

/// Tells one client of events: a place in the stream that moves on as fast as the client reads. Lives on the event loop.
///
/// At most one page is in memory, besides what the socket itself buffers; a client that does not read costs its place.
final class EventStream {
    private let filter: EventFilter
    private var place: EventPlace?
    private let since: Timestamp?
    private let eventLoop: any EventLoop
    private let threads: NIOThreadPool
    private let storage: any Storage
    /// Sends a page; answers false when the socket wants no more for now.
    private let send: ([[UInt8]]) -> Bool
    private let fail: (any Error) -> Void
    private var isReading = false
    private var hasMore = true
    private var mayWrite = true
    private var isEnded = false

    /// `since` is when the stored events that are told first begin; nil tells only of those that arrive from now on.
    init(
        filter: EventFilter, since: Timestamp?, eventLoop: any EventLoop, threads: NIOThreadPool, storage: any Storage,
        send: @escaping ([[UInt8]]) -> Bool, fail: @escaping (any Error) -> Void
    ) {
        self.filter = filter
        self.since = since
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

    /// Reads the next page on a thread, unless one is being read, the client is behind or nothing is new.
    func proceed() {
        guard !isReading, mayWrite, hasMore, !isEnded else { return }
        isReading = true
        hasMore = false
        let page = threads.runIfActive(eventLoop: eventLoop) { [storage, filter, place, since] in
            try storage.read { try $0.events(filter, from: try place ?? $0.eventPlace(storedSince: since)) }
        }
        let stream = NIOLoopBound(self, eventLoop: eventLoop)
        page.whenComplete { stream.value.take($0) }
    }

    private func take(_ result: Result<EventPage, any Error>) {
        isReading = false
        guard !isEnded else { return }
        switch result {
        case .success(let page):
            place = page.next
            hasMore = hasMore || page.hasMore
            if !page.events.isEmpty { mayWrite = send(page.events) }
            proceed()
        case .failure(let error):
            isEnded = true
            fail(error)
        }
    }
}
