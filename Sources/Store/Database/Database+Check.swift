import Core

extension Database {
    /// The number of the newest migration that was applied.
    public func schemaVersion() throws -> Int { try onWriter { try $0.count("PRAGMA user_version") } }

    /// Reads every page, every reference and every seal; one line a problem, none when all is well. Takes as long as reading the file.
    public func check() throws -> [String] {
        try onWriter { connection in
            let damage = try connection.rows("PRAGMA integrity_check") { $0.text(0) }.filter { $0 != "ok" }
            let dangling = try connection.rows("PRAGMA foreign_key_check") {
                "Row \($0.int(1)) of \($0.text(0)) refers to a row of \($0.text(2)) that is not there"
            }
            return damage + dangling + (try connection.brokenSeals(keys))
        }
    }
}
