import Glibc

/// Where a socket listens: a file, or a host and port.
enum SocketAddress: Sendable, Equatable {
    case unix(String)
    case tcp(host: String, port: Int)

    /// Reads `/a/path`, `unix:a/path`, `host:port` or `[::1]:port`; nil for anything else.
    init?(_ text: String) {
        if text.hasPrefix("unix:") {
            self = .unix(String(text.dropFirst(5)))
        } else if text.contains("/") {
            self = .unix(text)
        } else {
            guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
                (0...65535).contains(port)
            else { return nil }
            var host = text[..<colon]
            if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
            guard !host.isEmpty else { return nil }
            self = .tcp(host: String(host), port: port)
        }
    }

    /// What is wrong with it, if anything: a socket's path has little room in C's form.
    var complaint: String? {
        guard case .unix(let path) = self else { return nil }
        let room = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1
        guard path.utf8.count > room else { return nil }
        return "the socket's path is longer than the \(room) bytes that the system allows: \(path); "
            + "choose a shorter one with RIGEL_SOCKET or RIGEL_GATEWAY, or another folder with RIGEL_DATA"
    }

    /// A new socket of the family that the address needs; children of the process do not get it.
    func makeSocket() throws(StartError) -> Int32 {
        let family: Int32 = try with { (address, _) in Int32(address.pointee.sa_family) }
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw StartError("cannot make a socket: \(String(cString: strerror(errno)))") }
        return descriptor
    }

    /// Gives the address in C's form for the time of the call.
    func with<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) throws(StartError) -> Result {
        switch self {
        case .unix(let path):
            if let complaint { throw StartError(complaint) }
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            return withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
        case .tcp(let host, let port):
            var hints = addrinfo()
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
            var found: UnsafeMutablePointer<addrinfo>?
            guard getaddrinfo(host, String(port), &hints, &found) == 0, let first = found else {
                throw StartError("\(host) is no address of this machine")
            }
            defer { freeaddrinfo(found) }
            return body(first.pointee.ai_addr, first.pointee.ai_addrlen)
        }
    }

    /// Prepares a connection that was accepted here.
    func tune(_ connection: Int32) {
        // nginx takes answers as fast as they come; one that has hung must not hold a thread for ever.
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        guard case .tcp = self else { return }
        var on: Int32 = 1
        setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }
}

extension SocketAddress: CustomStringConvertible {
    /// The form that the settings and nginx read.
    var description: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }
}
