#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Holds a lock file for as long as it lives, so that two processes never work on one database.
///
/// `flock(2)` locks end with the process, however it ends.
final class FileLock: Sendable {
    private let descriptor: Int32

    init(path: String) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw OpeningError("The folder of \(path) is not writable: \(String(cString: strerror(errno))).")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw OpeningError(
                "Another Rigel is running on this data (\(path) is locked). Stop it first, or choose another RIGEL_DATA."
            )
        }
    }

    deinit { close(descriptor) }
}
