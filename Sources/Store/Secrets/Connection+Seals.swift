import Core

/// The seals of all block documents, from the connection that writes, before anybody else works on the database.
extension Connection {
    /// How many documents are sealed anew in one transaction.
    private static let batch: Int = 500

    /// The names of the keys that open what is there: one step of an index a key.
    func keysInUse() throws -> Set<String> {
        Set(
            try rows(
                """
                WITH RECURSIVE used (id) AS (
                    SELECT min(key_id) FROM block_document
                    UNION ALL
                    SELECT (SELECT min(key_id) FROM block_document WHERE key_id > used.id) FROM used WHERE used.id IS NOT NULL)
                SELECT id FROM used WHERE id IS NOT NULL
                """
            ) { $0.text(0) })
    }

    /// Seals with the first key whatever is plain or sealed with another; each batch is a transaction, so this may be cut
    /// short at any moment and done again. Answers how many documents that were.
    func sealAnew(with keys: KeyRing) throws -> Int {
        var count = 0
        for key in [nil] + (try keysInUse()).subtracting([keys.sealing.id]).sorted().map(Optional.some) {
            while true {
                let done = try sealBatch(sealedWith: key, with: keys)
                count += done
                if done < Connection.batch { break }
            }
        }
        return count
    }

    private func sealBatch(sealedWith key: String?, with keys: KeyRing) throws -> Int {
        try run("BEGIN IMMEDIATE")
        do {
            let found = try rows(
                "SELECT id, data, key_id FROM block_document WHERE key_id IS \(key) LIMIT \(Connection.batch)"
            ) { (id: try $0.id(0), data: SealedData($0, 1)) }
            for document in found {
                let data = try keys.reseal(document.data, of: document.id)
                try run(
                    "UPDATE block_document SET data = \(data.bytes), key_id = \(data.keyID) WHERE id = \(document.id)")
            }
            try run("COMMIT")
            return found.count
        } catch {
            if isInTransaction { _ = try? run("ROLLBACK") }
            throw error
        }
    }

    /// Writes the file and its log anew, so that nothing is left of what rows held before; needs room for a second copy.
    func sweep() throws {
        // The copy would otherwise be made in memory, however large it is.
        try script("PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY")
        try script("PRAGMA wal_checkpoint(TRUNCATE)")
        try script("DELETE FROM unswept")
    }

    /// One line for each document whose data does not open.
    func brokenSeals(_ keys: KeyRing) throws -> [String] {
        var problems: [String] = []
        try each("SELECT id, data, key_id FROM block_document ORDER BY id") { row in
            do { _ = try keys.open(SealedData(row, 1), of: try row.id(0)) } catch let error as SealError {
                problems.append(error.description)
            }
        }
        return problems
    }
}

extension SealedData {
    /// Reads the columns `data` and `key_id`, the second right after the first.
    init(_ row: borrowing Row, _ column: Int32) {
        keyID = row.optionalText(column + 1)
        bytes = row.bytes(column)
    }
}
