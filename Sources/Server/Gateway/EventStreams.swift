import NIOCore
import Synchronization

/// All clients that are told of events, to wake them when a commit brought some.
final class EventStreams: Sendable {
    private let eventLoop: any EventLoop
    private let streams: NIOLoopBoundBox<[ObjectIdentifier: EventStream]>
    /// True while a wake is on its way: the commits of that time need no other.
    private let isWaking = Atomic(false)

    init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        streams = .makeBoxSendingValue([:], eventLoop: eventLoop)
    }

    /// Only on the event loop.
    func add(_ stream: EventStream) { streams.value[ObjectIdentifier(stream)] = stream }

    /// Only on the event loop.
    func remove(_ stream: EventStream) {
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
