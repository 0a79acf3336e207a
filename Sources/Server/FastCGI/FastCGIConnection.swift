import CFastCGI
import Glibc
import Web

/// One connection from nginx, on which requests follow one another. Lives on one thread.
///
/// libfcgi reads: it takes the records apart, collects parameters and body. What it would write in pieces of 8 KiB,
/// `ResponseRecords` writes at once.
final class FastCGIConnection {
    /// What came of waiting for a request.
    enum Arrival {
        case request(Request)
        /// Cannot be handed on; this is its answer. The connection ends after it unless the request was read to its end.
        case refused(Response, isHead: Bool, isWhole: Bool)
        /// The peer has gone, or spoke no FastCGI.
        case ended
    }

    private var state = FCGX_Request()
    private let limits: RequestLimits

    /// Prepares libfcgi, once a process, before any thread.
    static func prepareLibrary() -> Bool { FCGX_Init() == 0 }

    /// Takes over an accepted connection, and closes it in the end.
    init(descriptor: Int32, limits: RequestLimits) {
        self.limits = limits
        // -1 for the listening socket: libfcgi would wait there for a new connection when this one ends, where nothing
        // could stop it. So it fails at once, and accepting stays with `ListeningSocket`.
        FCGX_InitRequest(&state, -1, 0)
        state.ipcFd = descriptor
        // `FCGX_Accept_r` begins with ending the request before, of which there is none, and would close the connection.
        state.keepConnection = 1
    }

    deinit { FCGX_Free(&state, 1) }

    /// Waits until the parameters of the next request are there. False when the connection has ended.
    func awaitRequest() -> Bool { state.ipcFd >= 0 && FCGX_Accept_r(&state) == 0 }

    /// Reads the rest of the request that `awaitRequest` found.
    func readRequest(makeContext: () -> RequestContext) -> Arrival {
        let parameters = Parameters(state.envp)
        let isHead = parameters.method == "HEAD"
        func refuse(_ status: Response.Status, _ detail: String, isWhole: Bool = false) -> Arrival {
            .refused(.plain(status, detail: detail), isHead: isHead, isWhole: isWhole)
        }

        let length: Int
        switch parameters.contentLength {
        case .none: length = 0
        case .some(.none): return refuse(.badRequest, "Content-Length is no number")
        case .some(.some(let stated)): length = stated
        }
        guard length <= limits.body else {
            return refuse(
                .contentTooLarge, "The body is larger than the \(limits.body) bytes this server takes",
                isWhole: discardBody())
        }
        let body = readBody(length)
        // The peer has hung up: nobody reads an answer.
        guard FCGX_GetError(state.in) == 0 else { return .ended }
        guard let body else { return refuse(.badRequest, "The body is not as long as Content-Length says") }
        return parameters.request(body: body, basePath: limits.basePath, context: makeContext())
    }

    /// Writes the answer. False when the connection cannot carry another request.
    func write(_ response: Response, isHead: Bool) -> Bool {
        let number = UInt16(truncatingIfNeeded: state.requestId)
        let rest = isHead ? nil : response.rest
        let records = ResponseRecords(response, isHead: isHead, hasRest: rest != nil, request: number)
        let isWhole = records.write(to: state.ipcFd) && write(rest, request: number)
        let keeps = isWhole && state.keepConnection != 0
        // Frees the request. Its streams are dropped, not closed: closing would write the end a second time.
        FCGX_Free(&state, keeps ? 0 : 1)
        return keeps
    }

    /// Writes what follows a body, each piece when the one before has gone. False when it did not come to its end.
    private func write(_ rest: (any BodyPieces)?, request: UInt16) -> Bool {
        guard var rest else { return true }
        do {
            while let piece = try rest.next() {
                guard piece.isEmpty || ResponseRecords(piece: piece, request: request).write(to: state.ipcFd) else {
                    return false
                }
            }
        } catch { return false }
        return ResponseRecords(piece: nil, request: request).write(to: state.ipcFd)
    }

    /// Exactly `length` bytes, then the end of the stream, which must be read too or it would open the next request.
    /// Nil when the stream is shorter or longer.
    private func readBody(_ length: Int) -> [UInt8]? {
        var body: [UInt8] = []
        if length > 0 {
            body = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
                buffer.withMemoryRebound(to: CChar.self) {
                    count = Int(max(FCGX_GetStr($0.baseAddress, Int32(length), state.in), 0))
                }
            }
        }
        return body.count == length && FCGX_GetChar(state.in) == -1 ? body : nil
    }

    /// Reads on after a body too large, so that nginx comes to reading the answer; up to a bound. True when all of
    /// it was read: nginx may have the next request for this connection already.
    private func discardBody() -> Bool {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 8192) { buffer in
            var left = limits.discarded
            while left > 0 {
                let count = FCGX_GetStr(buffer.baseAddress, Int32(buffer.count), state.in)
                guard count == buffer.count else { return FCGX_GetError(state.in) == 0 }
                left -= Int(count)
            }
            return false
        }
    }
}
