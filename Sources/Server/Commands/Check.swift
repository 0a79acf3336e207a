import ArgumentParser
import Store

/// `rigel check`: reads the whole database and says what is wrong with it.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Look for damage in the database, and for blocks that no key opens.")

    @OptionGroup var flags: SettingFlags

    func run() throws {
        let settings = try flags.settings(for: Self.self)
        let problems: [String]
        do {
            let database = try settings.openDatabase { try settings.keys(inUse: $0, tell: Complaint.print) }
            problems = try database.check()
        } catch let error as StartError {
            Complaint.print(error)
            throw ExitCode.failure
        }
        guard problems.isEmpty else {
            print("\(settings.databasePath): \(problems.count) problems")
            for problem in problems { print("  \(problem)") }
            throw ExitCode.failure
        }
        print("\(settings.databasePath): no problems")
    }
}
