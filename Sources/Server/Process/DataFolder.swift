import Glibc

/// The folder of the database, and the one for sockets in it.
enum DataFolder {
    /// Makes what is missing and sees that it can be written.
    ///
    /// Others may pass through to a socket whose name they know, but read nothing: nginx runs as another user.
    static func prepare(_ settings: Settings) throws(StartError) {
        for folder in [settings.data, settings.runFolder] {
            try make(folder)
            guard access(folder, W_OK | X_OK) == 0 else { throw refusal(folder, errno) }
        }
        // Files of the server, the database first of all, are its own.
        umask(0o077)
    }

    private static func make(_ path: String) throws(StartError) {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/\(part)"
            guard mkdir(made, 0o711) != 0, errno != EEXIST else { continue }
            let reason = errno
            // A folder above may be read-only and there all the same.
            if access(made, F_OK) != 0 { throw refusal(path, reason) }
        }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw refusal(path, ENOTDIR) }
    }

    private static func refusal(_ path: String, _ reason: Int32) -> StartError {
        StartError(
            "cannot write to the data folder \(path): \(String(cString: strerror(reason))); choose another with RIGEL_DATA"
        )
    }
}
