import Core
import JSON
import Logging
import NIOCore
import NIOWebSocket
import Web

/// One WebSocket: reads its frames, keeps the order that its address asks for, and closes it properly.
///
/// Everything here happens on the event loop and never blocks; what takes time is done by threads.
final class Socket: ChannelDuplexHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    /// How far the conversation has come.
    enum Phase {
        case opening, filter, subscription
        case eventsIn(EventIntake)
        case streaming(OutgoingStream)
        case delivering(TaskRunStream)
        /// Nothing streams before the worker's hello is answered.
        case worker(WorkerChannel, OutgoingStream?)

        var stream: OutgoingStream? {
            switch self {
            case .streaming(let stream): stream
            case .worker(_, let stream): stream
            case .opening, .filter, .subscription, .eventsIn, .delivering: nil
            }
        }
    }

    let path: SocketPath
    let parts: GatewayParts
    let eventLoop: any EventLoop
    var phase = Phase.opening
    private var assembly: MessageAssembly
    private var context: ChannelHandlerContext?
    private var keepalive: Keepalive?
    private var firstTimer: Scheduled<Void>?
    /// A read that is put off until events have been stored.
    private var isReadHeld = false
    var isClosing = false
    var isStopping = false

    /// `needsOpening` is false for clients that do not speak the subprotocol: they begin at once.
    init(path: SocketPath, needsOpening: Bool, parts: GatewayParts, eventLoop: any EventLoop) {
        self.path = path
        self.parts = parts
        self.eventLoop = eventLoop
        assembly = MessageAssembly(limit: parts.limits.message)
        if !needsOpening { begin() }
    }

    // MARK: the channel

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        parts.sockets.add(self)
        let keepalive = Keepalive(
            interval: parts.limits.ping, eventLoop: eventLoop,
            ping: { [weak self] in self?.send(.ping, ByteBuffer(string: "rigel")) },
            silence: { [weak self] in self?.close(.silent) })
        self.keepalive = keepalive
        keepalive.start()
        let socket = NIOLoopBound(self, eventLoop: eventLoop)
        firstTimer = eventLoop.scheduleTask(in: parts.limits.first) { socket.value.checkBegun() }
    }

    func handlerRemoved(context: ChannelHandlerContext) { end() }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func read(context: ChannelHandlerContext) {
        if mayRead { context.read() } else { holdRead() }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        phase.stream?.setWritable(context.channel.isWritable)
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let error = error as? NIOWebSocketError { return close(SocketClosure(error)) }
        context.close(promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        keepalive?.heard()
        if isClosing {
            if frame.opcode == .connectionClose { context.close(promise: nil) }
            return
        }
        guard frame.maskKey != nil else { return close(.unmasked) }
        // No extension was agreed on that could give them a meaning (RFC 6455, section 5.2).
        guard !frame.rsv1, !frame.rsv2, !frame.rsv3 else { return close(.reservedBits) }
        switch frame.opcode {
        case .ping: receive(ping: frame.unmaskedData)
        case .pong: break
        case .connectionClose: receive(close: frame.unmaskedData)
        case .text, .binary, .continuation:
            do throws(SocketClosure) {
                if let message = try assembly.add(frame) { receive(message) }
            } catch { close(error) }
        default: close(.unknownFrame)
        }
    }

    // MARK: what the client says

    private func receive(_ message: [UInt8]) {
        switch phase {
        case .opening:
            guard message.count <= parts.limits.opening else { return close(.tooLong) }
            if let problem = Opening.problem(with: message, requiredToken: parts.requiredToken) {
                return close(path.takesOldClients ? problem : SocketClosure(.authenticationFailed))
            }
            send(.text, ByteBuffer(bytes: Opening.accepted))
            begin()
        case .filter:
            guard message.count <= parts.limits.opening else { return close(.tooLong) }
            startStream(message)
        case .subscription:
            guard message.count <= parts.limits.opening else { return close(.tooLong) }
            startDelivering(message)
        case .eventsIn(let intake): if !isStopping { intake.add(event: message) }
        case .delivering(let stream):
            switch (try? JSONValue(parsing: message))?["type"]?.string {
            case "ack": stream.acknowledge()
            case "quit": close(.done)
            default: close(.expectedAcknowledgement)
            }
        // Clients have nothing more to say; Prefect's server passes over it as well.
        case .streaming: break
        case .worker(let channel, _): channel.add(message)
        }
    }

    private func receive(ping data: ByteBuffer) {
        switch phase {
        case .eventsIn(let intake): intake.add(ping: data)
        // The answer promises that what arrives after it is told. One answer is enough for several (RFC 6455, section 5.5.3).
        case .streaming(let stream): stream.whenPlaced { [weak self] in self?.send(.pong, data) }
        case .opening, .filter, .subscription, .delivering, .worker: send(.pong, data)
        }
    }

    private func receive(close data: ByteBuffer) {
        if case .eventsIn(let intake) = phase { return intake.add(close: data) }
        answer(close: data)
    }

    // MARK: phases

    private func begin() {
        switch path {
        case .eventsIn: phase = .eventsIn(makeIntake())
        case .eventsOut, .logsOut: phase = .filter
        case .worker(let pool): phase = .worker(makeChannel(pool), nil)
        case .scheduledTaskRuns: phase = .subscription
        }
    }

    // MARK: reading

    private var mayRead: Bool {
        switch phase {
        case .eventsIn(let intake): intake.waitingBytes <= parts.limits.waiting
        case .worker(let channel, _): channel.mayRead
        case .opening, .filter, .subscription, .streaming, .delivering: true
        }
    }

    func readOn() {
        guard isReadHeld, mayRead else { return }
        isReadHeld = false
        keepalive?.isPaused = false
        context?.read()
    }

    private func holdRead() {
        isReadHeld = true
        keepalive?.isPaused = true
    }

    // MARK: sending

    func send(_ opcode: WebSocketOpcode, _ data: ByteBuffer) {
        guard let context, !isClosing else { return }
        context.writeAndFlush(wrapOutboundOut(WebSocketFrame(fin: true, opcode: opcode, data: data)), promise: nil)
    }

    /// Sends each row in a message of its own. False when the socket wants no more for now.
    func send(rows: [[UInt8]]) -> Bool {
        guard let context, !isClosing else { return false }
        let head: StaticString =
            switch path {
            case .eventsIn, .eventsOut: #"{"type":"event","event":"#
            case .logsOut: #"{"type":"log","log":"#
            // The rows are messages already.
            case .worker, .scheduledTaskRuns: ""
            }
        for row in rows {
            var data = context.channel.allocator.buffer(capacity: row.count + 32)
            data.writeStaticString(head)
            data.writeBytes(row)
            if path.takesOldClients { data.writeStaticString("}") }
            context.write(wrapOutboundOut(WebSocketFrame(fin: true, opcode: .text, data: data)), promise: nil)
        }
        context.flush()
        return context.channel.isWritable
    }

    // MARK: closing

    /// Closes this socket once its events are stored, because the server stops.
    func stop() {
        isStopping = true
        if case .eventsIn(let intake) = phase, !intake.isIdle { return }
        close(.goingAway)
    }

    /// Says why and waits a little for the client to close its side.
    func close(_ closure: SocketClosure) {
        guard let context, !isClosing else { return }
        send(.connectionClose, closure.data)
        isClosing = true
        leave()
        let channel = context.channel
        eventLoop.scheduleTask(in: parts.limits.close) { channel.close(promise: nil) }
    }

    /// The client closes: gives it its own code back, then the connection is over.
    func answer(close data: ByteBuffer) {
        guard let context, !isClosing else { return }
        if let problem = SocketClosure.problem(withClose: data) { return close(problem) }
        var answer = ByteBuffer()
        if let code = data.getInteger(at: data.readerIndex, as: UInt16.self) { answer.writeInteger(code) }
        let frame = WebSocketFrame(fin: true, opcode: .connectionClose, data: answer)
        isClosing = true
        leave()
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(frame)).whenComplete { _ in channel.close(promise: nil) }
    }

    private func checkBegun() {
        switch phase {
        case .opening: close(path.takesOldClients ? .expectedAuth : SocketClosure(.authenticationFailed))
        case .filter: close(.expectedFilter)
        case .worker(let channel, _): if !channel.hasBegun { close(SocketClosure(.protocolError)) }
        case .subscription: close(.expected("'subscribe' message"))
        case .eventsIn, .streaming, .delivering: break
        }
    }

    /// Ends what goes on by itself. Events that came in whole are still stored.
    private func leave() {
        keepalive?.stop()
        firstTimer?.cancel()
        if let stream = phase.stream { streams.remove(stream) }
        if case .worker(let channel, _) = phase { channel.end() }
        if case .delivering(let stream) = phase { parts.taskRunStreams.remove(stream) }
    }

    private func end() {
        guard context != nil else { return }
        leave()
        context = nil
        parts.sockets.remove(self)
    }
}
