/// Tells the keys, once the database is open and nobody else has it. It is told the names of those that are in use.
public typealias KeySource = (_ inUse: Set<String>) throws -> KeyRing

extension KeyRing {
    /// Sees that all data of a database is sealed with the first key; answers how much of it was not.
    ///
    /// Throws an ``OpeningError`` when a key is missing that something is sealed with.
    func open(_ connection: Connection) throws -> Int {
        let lacking = lacking(of: try connection.keysInUse())
        guard lacking.isEmpty else {
            let known = keys.map(\.id).joined(separator: ", ")
            throw OpeningError(
                "Blocks in the database are sealed with key \(lacking.joined(separator: ", ")), and the keys given are "
                    + "\(known). Put the missing key back, behind the others, into the file RIGEL_SECRETS_KEY_FILE or into "
                    + "RIGEL_SECRETS_KEY; without it those blocks cannot be read.")
        }
        let count: Int
        do { count = try connection.sealAnew(with: self) } catch let error as SealError {
            throw OpeningError(error.description)
        }
        if count > 0 { try connection.run("INSERT OR IGNORE INTO unswept (id) VALUES (1)") }
        if try connection.exists("SELECT 1 FROM unswept") {
            do { try connection.sweep() } catch let error as SQLError {
                throw OpeningError(
                    "The blocks are sealed, but the file cannot be written anew, so what they were before may still lie in "
                        + "it: \(error.message). Make room for a second copy of the database, beside it and in the folder for temporary files (SQLITE_TMPDIR), and start again."
                )
            }
        }
        return count
    }
}
