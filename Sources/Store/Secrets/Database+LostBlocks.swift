import Core

extension Database {
    /// Counts the block documents that no given key opens, and deletes them if that is meant: the way on after a key is lost.
    ///
    /// Throws an ``OpeningError`` where ``init(at:readers:keys:)`` does, but for keys that are missing.
    public static func lostBlocks(at path: String, deleting: Bool, keys source: KeySource) throws -> Int {
        let lock = try FileLock(path: path + ".lock")
        defer { withExtendedLifetime(lock) {} }
        let connection = try Connection(path: path)
        try prepare(connection)
        let inUse = try connection.keysInUse()
        let lost = try source(inUse).lacking(of: inUse)
        let condition: SQL = "key_id IN \(SQL.list(lost))"
        let count = try connection.count("SELECT count(*) FROM block_document WHERE \(condition)")
        if deleting { try connection.run("DELETE FROM block_document WHERE \(condition)") }
        return count
    }
}
