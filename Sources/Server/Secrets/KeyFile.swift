import Glibc
import Store

/// The file of the keys that seal the data of blocks: one in base64 on each line, the first one seals.
struct KeyFile {
    let path: String

    private static let head = """
        # The keys that seal the data of blocks in the database of Rigel; the first one seals, all open.
        # Who has this file and the database can read every secret. Without it nobody can: keep a copy in another place.

        """

    var isThere: Bool { access(path, F_OK) == 0 }

    /// Whether others than the owner may read the file.
    var isOpenToOthers: Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & 0o077 != 0
    }

    /// Throws a ``StartError`` that says nothing of what is in the file.
    func read() throws(StartError) -> KeyRing {
        guard let file = fopen(path, "re") else { throw refusal("cannot be read", errno) }
        defer { fclose(file) }
        var keys: [SecretKey] = []
        var buffer = [CChar](repeating: 0, count: 1024)
        var number = 0
        while fgets(&buffer, Int32(buffer.count), file) != nil {
            number += 1
            let text = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            let line = text.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\r\n" || $0 == "\t" }).joined()
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let key = SecretKey(line) else {
                throw StartError("line \(number) of the key file \(path) is no key: \(Settings.keyRule)")
            }
            keys.append(key)
        }
        guard ferror(file) == 0 else { throw refusal("cannot be read", EIO) }
        guard let ring = KeyRing(keys) else {
            throw StartError("there is no key in the key file \(path); put it back from a copy")
        }
        return ring
    }

    /// Puts keys into the file, all or nothing: whatever happens, the old ones or the new ones are on disk.
    func write(_ ring: KeyRing) throws(StartError) {
        let new = "\(path).new"
        unlink(new)
        let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw refusal("cannot be written", errno) }
        let text = Array((KeyFile.head + ring.keys.map { $0.text + "\n" }.joined()).utf8)
        let isWritten = Glibc.write(descriptor, text, text.count) == text.count && fsync(descriptor) == 0
        let reason = errno
        close(descriptor)
        guard isWritten, rename(new, path) == 0 else {
            let reason = isWritten ? errno : reason
            unlink(new)
            throw refusal("cannot be written", reason)
        }
        try keepName()
    }

    /// Sees that the file's name is on disk as well.
    private func keepName() throws(StartError) {
        let folder = path.contains("/") ? String(path[...(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw refusal("cannot be written", errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw refusal("cannot be written", errno) }
    }

    private func refusal(_ what: String, _ reason: Int32) -> StartError {
        StartError(
            "the key file \(path) \(what): \(String(cString: strerror(reason))); RIGEL_SECRETS_KEY_FILE names another")
    }
}
