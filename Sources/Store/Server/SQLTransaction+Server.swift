public import Core

extension SQLTransaction: ServerWriting {
    public func clear() throws {
        // Newest table first, so that children go before their parents; a DELETE of all rows is quick in SQLite
        // (https://sqlite.org/lang_delete.html, "the truncate optimization").
        let tables = try connection.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid DESC"
        ) { $0.text(0) }
        for table in tables { try connection.run("DELETE FROM \(SQL(name: table))") }
        touch([.events, .logs, .deployments, .scheduledTaskRuns])
    }
}
