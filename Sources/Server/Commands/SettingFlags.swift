import ArgumentParser
import Glibc

/// The settings as flags, for every command that needs them.
struct SettingFlags: ParsableArguments {
    // Read from `Settings.table`, so that a setting is declared once; the parser only hands the words on.
    @Argument(parsing: .captureForPassthrough, help: "Settings, such as --port 4200; `rigel help` lists them.")
    var words: [String] = []

    /// The settings, with the environment behind the flags. Ends the program with one sentence when a value is wrong.
    func settings(for command: any ParsableCommand.Type) throws -> Settings {
        if words.contains("--help") || words.contains("-h") { throw CleanExit.helpRequest(command) }
        do {
            return try Settings(flags: words) { getenv($0).map { String(cString: $0) } }
        } catch {
            Complaint.print(error)
            throw ExitCode.validationFailure
        }
    }
}

/// What the program says before it gives up.
enum Complaint {
    /// One line on standard error.
    static func print(_ error: some CustomStringConvertible) {
        let line = Array("rigel: \(error)\n".utf8)
        write(STDERR_FILENO, line, line.count)
    }
}
