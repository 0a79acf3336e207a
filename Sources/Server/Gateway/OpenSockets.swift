import NIOCore

/// All WebSockets that stand, to close them when the server stops.
final class OpenSockets: Sendable {
    private let sockets: NIOLoopBoundBox<[ObjectIdentifier: Socket]>
    private let isStopping: NIOLoopBoundBox<Bool>
    private let eventLoop: any EventLoop
    private let allClosed: EventLoopPromise<Void>

    init(eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        sockets = .makeBoxSendingValue([:], eventLoop: eventLoop)
        isStopping = .makeBoxSendingValue(false, eventLoop: eventLoop)
        allClosed = eventLoop.makePromise()
    }

    /// Only on the event loop.
    func add(_ socket: Socket) {
        sockets.value[ObjectIdentifier(socket)] = socket
        if isStopping.value { socket.stop() }
    }

    /// Only on the event loop.
    func remove(_ socket: Socket) {
        sockets.value[ObjectIdentifier(socket)] = nil
        if isStopping.value, sockets.value.isEmpty { allClosed.succeed() }
    }

    /// Asks every socket to close once its events are stored. Done when all are closed, or the time is up.
    func stop(within time: TimeAmount) -> EventLoopFuture<Void> {
        eventLoop.execute {
            guard !self.isStopping.value else { return }
            self.isStopping.value = true
            for socket in self.sockets.value.values { socket.stop() }
            if self.sockets.value.isEmpty { return self.allClosed.succeed() }
            self.eventLoop.scheduleTask(in: time) { self.allClosed.succeed() }
        }
        return allClosed.futureResult
    }
}
