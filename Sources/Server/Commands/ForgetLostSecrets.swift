import ArgumentParser
import Store

/// `rigel secrets forget-lost`: deletes the blocks whose key is gone, so that the server starts again.
struct ForgetLostSecrets: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget-lost",
        abstract: "Delete the blocks that no key opens, after a key was lost. The server must not run meanwhile.")

    @Flag(help: "Delete them; without this, before any setting, they are only counted.")
    var confirm = false

    @OptionGroup var flags: SettingFlags

    func run() throws {
        let settings = try flags.settings(for: Self.self)
        do {
            let count = try Database.lostBlocks(at: settings.databasePath, deleting: confirm) { _ in
                try settings.keysThatAreLeft(making: confirm)
            }
            print(count == 0 ? "every block opens" : "\(count) blocks \(confirm ? "were deleted" : Self.warning)")
        } catch let error as StartError {
            Complaint.print(error)
            throw ExitCode.failure
        } catch let error as OpeningError {
            Complaint.print(error)
            throw ExitCode.failure
        }
    }

    private static let warning =
        "are sealed with keys that are not here. Look for the key first: `rigel secrets forget-lost --confirm` deletes them for good"
}

extension Settings {
    /// The keys there are; a new one where there is no file, which is made if that is meant.
    fileprivate func keysThatAreLeft(making: Bool) throws -> KeyRing {
        if let ring = try givenKeys() { return ring }
        let file = KeyFile(path: secretsKeyPath)
        if file.isThere { return try file.read() }
        let ring = KeyRing.random()
        if making { try file.write(ring) }
        return ring
    }
}
