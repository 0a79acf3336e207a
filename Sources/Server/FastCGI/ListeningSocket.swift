import Glibc

/// The socket on which nginx reaches the responder. Closes, and takes its file away, when told to.
struct ListeningSocket: Sendable {
    let address: SocketAddress
    private let descriptor: Int32

    /// Binds and listens. A socket file that nobody answers on is left from a crash and is replaced.
    ///
    /// A Unix socket may be written by everyone: nginx runs as another user, and who may reach it is the folder's matter.
    init(_ address: SocketAddress, backlog: Int32 = 1024) throws(StartError) {
        self.address = address
        if case .unix(let path) = address, try Self.isLeftover(path) { unlink(path) }

        descriptor = try address.makeSocket()
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        // libfcgi's own FCGX_OpenSocket has no argument for the mode, nor does bind(2): the umask decides.
        let mask = umask(0o111)
        let bound = try address.with { bind(descriptor, $0, $1) }
        let reason = errno
        umask(mask)
        guard bound == 0, listen(descriptor, backlog) == 0 else {
            close(descriptor)
            throw StartError("cannot listen on \(address): \(String(cString: strerror(bound == 0 ? errno : reason)))")
        }
    }

    /// Waits for a connection. Nil once the socket was shut down.
    func accept() -> Int32? {
        while true {
            let connection = Glibc.accept(descriptor, nil, nil)
            if connection >= 0 {
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                address.tune(connection)
                return connection
            }
            switch errno {
            case EINVAL, EBADF: return nil
            // Out of descriptors or memory: others must finish first. Everything else concerns the one connection.
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: usleep(10_000)
            default: continue
            }
        }
    }

    /// Wakes every thread that waits in `accept` and lets no connection in any more.
    func shutDown() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Takes the address away. Only after `shutDown`: no thread waits in `accept` any more.
    func remove() {
        close(descriptor)
        if case .unix(let path) = address { unlink(path) }
    }

    /// Whether a socket file is there that no process listens on.
    private static func isLeftover(_ path: String) throws(StartError) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0 else { return false }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw StartError("\(path) exists and is no socket; move it away or choose another with RIGEL_SOCKET")
        }
        let address = SocketAddress.unix(path)
        let probe = try address.makeSocket()
        defer { close(probe) }
        guard try address.with({ connect(probe, $0, $1) }) != 0 else {
            throw StartError("another process answers on \(path); stop it first")
        }
        return true
    }
}
