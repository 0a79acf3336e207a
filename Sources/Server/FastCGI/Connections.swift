import Glibc
import Synchronization

/// Knows every open connection, and whether a request is under way on it, so that stopping can end the idle ones.
///
/// libfcgi closes and forgets descriptors inside `FCGX_Accept_r`, so another thread must not touch its number: it may name a
/// new connection by then. Kept here is therefore a duplicate, which names the same socket for as long as it is listed.
final class Connections: Sendable {
    /// The duplicate descriptor, which is also what a connection is called here.
    typealias Name = Int32

    private struct State {
        var stopping = false
        var busy: [Name: Bool] = [:]
    }
    private let state = Mutex(State())

    /// Lists a new connection; nil, and it should be closed, when the server is stopping.
    func admit(_ descriptor: Int32) -> Name? {
        let name = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard name >= 0 else { return nil }
        let admitted = state.withLock { state in
            guard !state.stopping else { return false }
            state.busy[name] = false
            return true
        }
        if !admitted { close(name) }
        return admitted ? name : nil
    }

    /// A request has arrived: stopping now waits for it.
    func begin(_ name: Name) { state.withLock { $0.busy[name] = true } }

    /// Its answer is written. False when the connection must not wait for another.
    func end(_ name: Name) -> Bool {
        state.withLock { state in
            state.busy[name] = false
            return !state.stopping
        }
    }

    /// The connection is closed.
    func leave(_ name: Name) {
        state.withLock { state in
            state.busy[name] = nil
            // Inside the lock: once closed, the number may be given to someone else.
            close(name)
        }
    }

    /// Lets no more in and ends the idle ones. What a peer sent in full before still gets its answer: a socket that is shut
    /// down for reading gives what has arrived, then the end.
    func stop() {
        state.withLock { state in
            state.stopping = true
            for (name, busy) in state.busy where !busy { shutdown(name, Int32(SHUT_RD)) }
        }
    }

    /// Ends all that are left, whatever is under way, and says how many that were.
    func cut() -> Int {
        state.withLock { state in
            for name in state.busy.keys { shutdown(name, Int32(SHUT_RDWR)) }
            return state.busy.count
        }
    }
}
