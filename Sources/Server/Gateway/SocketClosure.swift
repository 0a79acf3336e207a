import Core
import NIOCore
import NIOWebSocket

/// Why a WebSocket is closed from this side: a code of RFC 6455, section 7.4.1, and words for the client.
struct SocketClosure: Error, Sendable, Equatable {
    let code: UInt16
    let reason: String

    init(_ code: UInt16, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    static let goingAway = SocketClosure(1001, "The server is stopping")
    static let unmasked = SocketClosure(1002, "Frames of clients are masked")
    static let reservedBits = SocketClosure(1002, "No extension was agreed on")
    static let disorder = SocketClosure(1002, "Fragments are out of order")
    static let unknownFrame = SocketClosure(1002, "Unknown kind of frame")
    static let unknownCode = SocketClosure(1002, "No such code to close with")
    static let notText = SocketClosure(1003, "Messages are text")
    static let notUTF8 = SocketClosure(1007, "Text is UTF-8")
    static let tooLong = SocketClosure(1009, "The message is too long")
    static let notStored = SocketClosure(1011, "The events could not be stored; send them again")
    static let silent = SocketClosure(1011, "No answer to a ping")
    static let expectedAuth = SocketClosure(1008, "Expected 'auth' message")
    static let tokenMissing = SocketClosure(1008, "Auth required but no token provided")
    static let tokenWrong = SocketClosure(1008, "Invalid token")
    static let expectedFilter = SocketClosure(1002, "Expected 'filter' message")

    /// Why a worker's channel is closed: the words are what its client acts on.
    init(_ refusal: WorkerChannelRefusal) {
        switch refusal {
        case .authenticationFailed, .authorizationFailed, .unsupportedVersion: self.init(1008, refusal.rawValue)
        case .protocolError: self.init(1002, refusal.rawValue)
        case .heartbeatNotKept, .serverError: self.init(1011, refusal.rawValue)
        }
    }

    static let done = SocketClosure(1000, "")
    static let expectedAcknowledgement = SocketClosure(4001, "Protocol violation: expected 'ack' message")

    /// What a worker should have said, in Prefect's words.
    static func expected(_ what: String) -> SocketClosure {
        SocketClosure(4001, "Protocol violation: expected \(what)")
    }

    /// The bytes of the closing frame. A control frame holds 125 bytes, two of them the code.
    var data: ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeInteger(code)
        var text = reason[...]
        while text.utf8.count > 123 { text.removeLast() }
        buffer.writeSubstring(text)
        return buffer
    }

    /// What is wrong with the data of a client's closing frame: it has none, or a code that may be sent (RFC 6455, section 7.4, and
    /// IANA's registry) with a reason in UTF-8.
    static func problem(withClose data: ByteBuffer) -> SocketClosure? {
        guard data.readableBytes > 0 else { return nil }
        guard let code = data.getInteger(at: data.readerIndex, as: UInt16.self),
            sendableCodes.contains(where: { $0.contains(code) })
        else { return .unknownCode }
        return String(validating: data.readableBytesView.dropFirst(2), as: UTF8.self) == nil ? .notUTF8 : nil
    }

    private static let sendableCodes: [ClosedRange<UInt16>] = [1000...1003, 1007...1014, 3000...4999]

    /// What a frame that broke the protocol is answered with.
    init(_ error: NIOWebSocketError) {
        switch error {
        case .invalidFrameLength: self = .tooLong
        case .fragmentedControlFrame, .multiByteControlFrameLength:
            self = SocketClosure(1002, "A control frame is short")
        }
    }
}
