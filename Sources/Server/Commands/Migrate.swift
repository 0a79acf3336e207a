import ArgumentParser
import Store

/// `rigel migrate`: brings the database to the newest schema and ends. `serve` does the same when it starts.
struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Bring the database to the newest schema.")

    @OptionGroup var flags: SettingFlags

    func run() throws {
        let settings = try flags.settings(for: Self.self)
        do {
            try DataFolder.prepare(settings)
            let database = try settings.openDatabase { try settings.keys(inUse: $0, tell: Complaint.print) }
            print("\(settings.databasePath) has schema \(try database.schemaVersion())")
        } catch let error as StartError {
            Complaint.print(error)
            throw ExitCode.failure
        }
    }
}
