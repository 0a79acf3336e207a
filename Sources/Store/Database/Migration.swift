import Core

/// One step of the schema. Steps are numbered from 1, only go forward, and are one transaction each.
struct Migration {
    let name: String
    let script: String

    /// Marks a file as Rigel's in SQLite's header (`application_id`): "Rigl".
    private static let applicationID = 0x5269_676C

    /// Every step there is, oldest first. A step that was released is never changed.
    static let all: [Migration] = [
        .foundation, .workPools, .blocks, .prefect2, .concurrency, .runInputs, .backgroundTasks, .notifications,
        .csrfTokens, .signsOfLife, .largeLists, .data, .secrets, .listsByTime, .listsByCondition,
        .silentWorkers,
    ]

    /// Applies what is missing. Refuses a file of another program and one that a newer Rigel made.
    static func run(on connection: Connection) throws {
        let version = try connection.count("PRAGMA user_version")
        let application = try connection.count("PRAGMA application_id")
        let isEmpty = try !connection.exists("SELECT 1 FROM sqlite_master")
        guard isEmpty || application == applicationID else {
            throw OpeningError("The file is a database of another program. Choose another RIGEL_DATA.")
        }
        guard version <= all.count else {
            throw OpeningError(
                "The database was made by a newer Rigel (schema \(version), this program knows up to \(all.count)). "
                    + "Use that version, or restore a backup made before it.")
        }
        for (place, migration) in all.enumerated().dropFirst(version) {
            do {
                try connection.script(
                    """
                    BEGIN IMMEDIATE;
                    \(migration.script)
                    PRAGMA application_id = \(applicationID);
                    PRAGMA user_version = \(place + 1);
                    COMMIT;
                    """)
            } catch {
                if connection.isInTransaction { _ = try? connection.run("ROLLBACK") }
                throw OpeningError("Migration \(place + 1) (\(migration.name)) failed and was undone: \(error)")
            }
        }
    }
}
