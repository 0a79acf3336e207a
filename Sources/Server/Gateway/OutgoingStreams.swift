import NIOCore
import Synchronization

/// What is sent to one client as rows arrive. Lives on the event loop.
protocol WakingStream: AnyObject {
    /// Something was committed.
    func wake()
    /// The client is gone.
    func end()
}

/// All clients of one kind of stream, to wake them when a commit brought something.
final class OutgoingStreams: Sendable {
    private let eventLoop: any EventLoop
    private let streams: NIOLoopBoundBox<[ObjectIdentifier: any WakingStream]>
    /// True while a wake is on its way: the commits of that time need no other.
    private let isWaking = Atomic(false)

    init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        streams = .makeBoxSendingValue([:], eventLoop: eventLoop)
    }

    /// Only on the event loop.
    func add(_ stream: any WakingStream) { streams.value[ObjectIdentifier(stream)] = stream }

    /// Only on the event loop.
    func remove(_ stream: any WakingStream) {
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
