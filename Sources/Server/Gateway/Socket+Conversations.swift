import Core
import JSON
import Logging
import NIOCore
import NIOWebSocket
import Web

/// What each address does with the conversation, once the client has said who it is.
extension Socket {
    func makeIntake() -> EventIntake {
        EventIntake(
            batchLimit: parts.limits.batch, eventLoop: eventLoop, threads: parts.writers, recorder: parts.recorder,
            answer: { [weak self] in self?.take($0) }, drained: { [weak self] in self?.eventsStored() })
    }

    func startStream(_ message: [UInt8]) {
        guard let json = try? JSONValue(parsing: message) else { return close(.expectedFilter) }
        let reader: StreamReader
        do throws(SubscriptionProblem) {
            reader = path == .logsOut ? try .logs(json) : try .events(json, at: parts.effects.now())
        } catch {
            switch error {
            case .noFilter: return close(.expectedFilter)
            case .invalid(let reason): return close(SocketClosure(1002, "Invalid filter: \(reason)"))
            }
        }
        let stream = makeStream(reader)
        phase = .streaming(stream)
        stream.proceed()
    }

    private func makeStream(_ reader: StreamReader) -> OutgoingStream {
        let stream = OutgoingStream(
            reader, eventLoop: eventLoop, threads: parts.readers, storage: parts.storage,
            send: { [weak self] in self?.send(rows: $0) ?? false }, fail: { [weak self] in self?.streamFailed($0) })
        streams.add(stream)
        return stream
    }

    var streams: OutgoingStreams {
        switch path {
        case .eventsIn, .eventsOut: parts.eventStreams
        case .logsOut: parts.logStreams
        case .worker: parts.poolStreams
        case .scheduledTaskRuns: parts.taskRunStreams
        }
    }

    func makeChannel(_ pool: String) -> WorkerChannel {
        WorkerChannel(pool: pool, eventLoop: eventLoop, parts: parts) { [weak self] in self?.take($0) }
    }

    private func take(_ outcome: WorkerChannel.Outcome) {
        switch outcome {
        case .frame(let frame): send(.text, ByteBuffer(bytes: frame))
        case .begun(let reader):
            guard case .worker(let channel, _) = phase, !isClosing else { return }
            let stream = makeStream(reader)
            phase = .worker(channel, stream)
            stream.proceed()
        case .refusal(let refusal): close(SocketClosure(refusal))
        case .drained: readOn()
        }
    }

    func startDelivering(_ message: [UInt8]) {
        guard let json = try? JSONValue(parsing: message) else { return close(.expected("'subscribe' message")) }
        let worker: TaskWorker
        do throws(TaskSubscriptionProblem) { worker = try TaskWorker(subscribing: json) } catch {
            switch error {
            case .expected(let what): return close(.expected(what))
            }
        }
        let stream = TaskRunStream(
            worker, eventLoop: eventLoop, parts: parts,
            send: { [weak self] in self?.send(.text, ByteBuffer(bytes: $0)) },
            fail: { [weak self] in self?.streamFailed($0) })
        phase = .delivering(stream)
        parts.taskRunStreams.add(stream)
        stream.start()
    }

    private func take(_ outcome: EventIntake.Outcome) {
        switch outcome {
        case .pong(let data): send(.pong, data)
        case .close(let data): answer(close: data)
        case .failure(let error):
            parts.logger.error("Events cannot be stored: \(error)")
            close(.notStored)
        }
    }

    private func eventsStored() {
        if isStopping, case .eventsIn(let intake) = phase, intake.isIdle { close(.goingAway) }
        readOn()
    }

    private func streamFailed(_ error: any Error) {
        if let refusal = error as? WorkerChannelRefusal { return close(SocketClosure(refusal)) }
        parts.logger.error("A stream cannot be read: \(error)")
        close(SocketClosure(1011, "The stream could not be read"))
    }
}
