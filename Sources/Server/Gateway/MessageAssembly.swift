import NIOCore
import NIOWebSocket

/// Puts the fragments of messages together (RFC 6455, section 5.4).
struct MessageAssembly {
    private let limit: Int
    private var parts: ByteBuffer?

    init(limit: Int) { self.limit = limit }

    /// Takes a frame of data. The whole message when this was its end; it is valid UTF-8.
    mutating func add(_ frame: WebSocketFrame) throws(SocketClosure) -> [UInt8]? {
        var data = frame.unmaskedData
        switch frame.opcode {
        case .text where parts == nil: break
        case .continuation where parts != nil: break
        case .binary: throw .notText
        default: throw .disorder
        }
        guard (parts?.readableBytes ?? 0) + data.readableBytes <= limit else { throw .tooLong }
        if parts == nil { parts = data } else { parts?.writeBuffer(&data) }
        guard frame.fin, let whole = parts else { return nil }
        parts = nil
        let bytes = Array(whole.readableBytesView)
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
        return bytes
    }
}
