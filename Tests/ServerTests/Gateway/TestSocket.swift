import Foundation  // base64 of the handshake
import Glibc
import NIOCore

/// A plain WebSocket client that blocks, so that a test reads from top to bottom. Nothing waits longer than its limit.
final class TestSocket {
    struct Frame: Equatable {
        var opcode: UInt8
        var data: [UInt8]
        var text: String { String(decoding: data, as: UTF8.self) }

        /// Of a closing frame.
        var code: Int? { data.count < 2 ? nil : Int(data[0]) << 8 | Int(data[1]) }
        var reason: String { String(decoding: data.dropFirst(2), as: UTF8.self) }
    }

    struct Broken: Error { var reason: String }

    private let descriptor: Int32
    private var received: [UInt8] = []
    /// The answer to the handshake, without its body.
    private(set) var answer = ""

    var status: Int { Int(answer.split(separator: " ").dropFirst().first ?? "") ?? 0 }

    /// A key as clients make it (RFC 6455, section 4.1).
    static let key = Data((0..<16).map { UInt8($0) }).base64EncodedString()

    init(
        port: Int, path: String, subprotocol: String? = "prefect", key: String? = key, receiveBuffer: Int32? = nil
    ) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { throw Broken(reason: "not connected") }
        var request = "GET \(path) HTTP/1.1\r\nHost: test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        if let key { request += "Sec-WebSocket-Key: \(key)\r\n" }
        request += "Sec-WebSocket-Version: 13\r\n"
        if let subprotocol { request += "Sec-WebSocket-Protocol: \(subprotocol)\r\n" }
        try write(Array((request + "\r\n").utf8))
        let end = Array("\r\n\r\n".utf8)
        while true {
            if let place = received.firstRange(of: end) {
                answer = String(decoding: received[..<place.lowerBound], as: UTF8.self)
                received.removeSubrange(..<place.upperBound)
                return
            }
            try fill()
        }
    }

    deinit { Glibc.close(descriptor) }

    // MARK: sending

    func send(_ text: String) throws { try send(opcode: 1, Array(text.utf8)) }
    func ping(_ text: String) throws { try send(opcode: 9, Array(text.utf8)) }

    func close(_ code: UInt16) throws { try send(opcode: 8, [UInt8(code >> 8), UInt8(code & 255)]) }

    func send(opcode: UInt8, _ data: [UInt8], isFinal: Bool = true, isMasked: Bool = true, reserved: UInt8 = 0) throws {
        var bytes: [UInt8] = [(isFinal ? 128 : 0) | reserved << 4 | opcode]
        let mask: UInt8 = isMasked ? 128 : 0
        switch data.count {
        case ..<126: bytes.append(mask | UInt8(data.count))
        case ..<65536: bytes += [mask | 126, UInt8(data.count >> 8), UInt8(data.count & 255)]
        default:
            bytes.append(mask | 127)
            bytes += (0..<8).map { UInt8(truncatingIfNeeded: data.count >> (56 - 8 * $0)) }
        }
        let key: [UInt8] = [1, 2, 3, 4]
        if isMasked { bytes += key }
        bytes += isMasked ? data.indices.map { data[$0] ^ key[$0 % 4] } : data
        try write(bytes)
    }

    private func write(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Broken(reason: "not sent") }
            sent += count
        }
    }

    // MARK: receiving

    /// The next frame; PINGs of the server are passed over.
    func receive() throws -> Frame {
        while true {
            if let frame = takeFrame() {
                if frame.opcode != 9 { return frame }
            } else {
                try fill()
            }
        }
    }

    func receiveText() throws -> String {
        let frame = try receive()
        guard frame.opcode == 1 else {
            throw Broken(reason: "frame \(frame.opcode): \(frame.code ?? 0) \(frame.reason)")
        }
        return frame.text
    }

    /// True when the server has sent something that was not read yet.
    var hasNews: Bool {
        var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return !received.isEmpty || poll(&state, 1, 0) > 0
    }

    /// Reads until the server ends the connection.
    var isEnded: Bool {
        while true {
            do { try fill() } catch { return (error as? Broken)?.reason == "ended" }
        }
    }

    private func fill() throws {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { throw Broken(reason: count == 0 || errno == ECONNRESET ? "ended" : "nothing came") }
        received += buffer[..<count]
    }

    private func takeFrame() -> Frame? {
        guard received.count >= 2 else { return nil }
        var start = 2
        var length = Int(received[1] & 127)
        if length >= 126 {
            let size = length == 126 ? 2 : 8
            guard received.count >= 2 + size else { return nil }
            length = received[2..<2 + size].reduce(0) { $0 << 8 | Int($1) }
            start += size
        }
        guard received.count >= start + length else { return nil }
        let frame = Frame(opcode: received[0] & 15, data: Array(received[start..<start + length]))
        received.removeFirst(start + length)
        return frame
    }
}
