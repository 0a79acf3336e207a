import NIOCore

/// Sends PINGs at a steady pace and tells when nothing came back. Lives on the event loop.
final class Keepalive {
    private let interval: TimeAmount
    private let eventLoop: any EventLoop
    private let ping: () -> Void
    private let silence: () -> Void
    /// True while nothing is read because the client sent faster than its events are stored.
    var isPaused = false
    private var heardSincePing = true
    private var timer: Scheduled<Void>?

    init(interval: TimeAmount, eventLoop: any EventLoop, ping: @escaping () -> Void, silence: @escaping () -> Void) {
        self.interval = interval
        self.eventLoop = eventLoop
        self.ping = ping
        self.silence = silence
    }

    func start() {
        let keepalive = NIOLoopBound(self, eventLoop: eventLoop)
        timer = eventLoop.scheduleTask(in: interval) { keepalive.value.tick() }
    }

    func stop() {
        timer?.cancel()
        timer = nil
    }

    /// The client sent something, whatever it was.
    func heard() { heardSincePing = true }

    private func tick() {
        guard heardSincePing || isPaused else { return silence() }
        heardSincePing = false
        ping()
        start()
    }
}
