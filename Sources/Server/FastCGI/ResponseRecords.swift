import Glibc
import Web

/// A response as FastCGI records (FastCGI specification 1.0, section 3.3), laid out so that one write takes them all.
///
/// libfcgi's own writer sends every 8 KiB by itself; a list answer of 500 KiB would wake nginx sixty times.
struct ResponseRecords {
    private static let largestRecord = 65_528
    private static let standardOutput: UInt8 = 6
    private static let endRequest: UInt8 = 3

    /// Record headers, the response's header block and the end, in the order of `pieces`.
    private var frames: [UInt8] = []
    private let body: [UInt8]
    /// What to write, one after the other.
    private var pieces: [Piece] = []

    private enum Piece {
        case frame(Range<Int>)
        case body(Range<Int>)
    }

    /// Lays out the answer to the request of that number. HEAD gets the header fields that GET would get.
    /// The end is left out where `hasRest`.
    init(_ response: Response, isHead: Bool, hasRest: Bool = false, request: UInt16) {
        body = isHead || !response.status.allowsBody ? [] : response.body
        append(response.headerBlock, request)
        if !hasRest { appendEnd(request) }
    }

    /// Lays out a piece of a body, which is not empty; without one, the end of the answer.
    init(piece: [UInt8]?, request: UInt16) {
        body = piece ?? []
        if piece == nil { appendEnd(request) } else { append([], request) }
    }

    /// The header block and the body.
    private mutating func append(_ head: [UInt8], _ request: UInt16) {
        var start = 0
        var pending = head[...]
        repeat {
            // The header block shares the first record with the body's beginning.
            let inHead = min(pending.count, Self.largestRecord)
            let inBody = min(body.count - start, Self.largestRecord - inHead)
            appendFrame(header(Self.standardOutput, request, length: inHead + inBody) + pending.prefix(inHead))
            if inBody > 0 { pieces.append(.body(start..<start + inBody)) }
            pending = pending.dropFirst(inHead)
            start += inBody
        } while start < body.count || !pending.isEmpty
    }

    private mutating func appendEnd(_ request: UInt16) {
        appendFrame(
            header(Self.standardOutput, request, length: 0) + header(Self.endRequest, request, length: 8)
                + [UInt8](repeating: 0, count: 8))
    }

    /// All of it in one piece, for a look at it.
    var bytes: [UInt8] {
        pieces.flatMap { piece in
            switch piece {
            case .frame(let range): Array(frames[range])
            case .body(let range): Array(body[range])
            }
        }
    }

    /// Writes everything. False when the peer has gone or takes nothing any more.
    func write(to descriptor: Int32) -> Bool {
        frames.withUnsafeBytes { frames in
            body.withUnsafeBytes { body in
                var vectors = pieces.map { piece in
                    switch piece {
                    case .frame(let range): Self.vector(frames, range)
                    case .body(let range): Self.vector(body, range)
                    }
                }
                return Self.write(&vectors, to: descriptor)
            }
        }
    }

    private static func vector(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> iovec {
        let part = UnsafeRawBufferPointer(rebasing: bytes[range])
        return iovec(iov_base: UnsafeMutableRawPointer(mutating: part.baseAddress), iov_len: part.count)
    }

    private static func write(_ vectors: inout [iovec], to descriptor: Int32) -> Bool {
        var first = 0
        while first < vectors.count {
            let written = vectors.withUnsafeBufferPointer {
                writev(descriptor, $0.baseAddress.map { $0 + first }, Int32(min($0.count - first, 1024)))
            }
            guard written >= 0 else {
                if errno == EINTR { continue }
                return false
            }
            var left = written
            while first < vectors.count, left >= vectors[first].iov_len {
                left -= vectors[first].iov_len
                first += 1
            }
            if left > 0 {
                vectors[first].iov_base = vectors[first].iov_base.map { $0 + left }
                vectors[first].iov_len -= left
            }
        }
        return true
    }

    private mutating func appendFrame(_ bytes: [UInt8]) {
        pieces.append(.frame(frames.count..<frames.count + bytes.count))
        frames += bytes
    }

    private func header(_ type: UInt8, _ request: UInt16, length: Int) -> [UInt8] {
        [
            1, type, UInt8(request >> 8), UInt8(truncatingIfNeeded: request),
            UInt8(length >> 8), UInt8(truncatingIfNeeded: length), 0, 0,
        ]
    }
}
