import NIOCore
import Synchronization

/// All clients of one kind of stream, to wake them when a commit brought something.
final class OutgoingStreams: Sendable {
    private let eventLoop: any EventLoop
    private let streams: NIOLoopBoundBox<[ObjectIdentifier: OutgoingStream]>
    /// True while a wake is on its way: the commits of that time need no other.
    private let isWaking = Atomic(false)

    init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        streams = .makeBoxSendingValue([:], eventLoop: eventLoop)
    }

    /// Only on the event loop.
    func add(_ stream: OutgoingStream) { streams.value[ObjectIdentifier(stream)] = stream }

    /// Only on the event loop.
    func remove(_ stream: OutgoingStream) {
        stream.end()
        streams.value[ObjectIdentifier(stream)] = nil
    }

    /// Lets all look for what is new. From any thread; returns at once.
    func wake() {
        guard !isWaking.exchange(true, ordering: .acquiringAndReleasing) else { return }
        eventLoop.execute {
            self.isWaking.store(false, ordering: .releasing)
            for stream in self.streams.value.values { stream.wake() }
        }
    }
}
