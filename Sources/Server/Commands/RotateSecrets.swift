import ArgumentParser
import Store

/// `rigel secrets rotate`: seals all blocks with a new key and forgets the old ones.
///
/// The new key is on disk beside the old before anything is sealed with it, and the old goes when nothing is: killed at any
/// moment, every seal has its key in the file, and the next start or rotation goes on. Opening the database does the sealing.
struct RotateSecrets: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate", abstract: "Seal all blocks with a new key. The server must not run meanwhile.")

    @OptionGroup var flags: SettingFlags

    func run() throws {
        let settings = try flags.settings(for: Self.self)
        do {
            try DataFolder.prepare(settings)
            print(try settings.givenKeys() == nil ? rotateFile(settings) : sealWithGiven(settings))
        } catch let error as StartError {
            Complaint.print(error)
            throw ExitCode.failure
        }
    }

    private func rotateFile(_ settings: Settings) throws -> String {
        let file = KeyFile(path: settings.secretsKeyPath)
        // Within, because from here on no other process has the database.
        let database = try settings.openDatabase { inUse in
            let old = try settings.keys(inUse: inUse, tell: { _ in })
            guard old.lacking(of: inUse).isEmpty else { return old }
            let ring = old.replacing(with: .random())
            try file.write(ring)
            return ring
        }
        let newest = database.keys.newest
        try file.write(newest)
        return "\(database.sealedAnew) blocks are sealed with the new key \(newest.sealing.id) in \(file.path). "
            + "Keep a copy of that file; copies of the old one open only backups made before."
    }

    /// The program cannot change a setting: the person puts the new key in front and takes the old away afterwards.
    private func sealWithGiven(_ settings: Settings) throws -> String {
        let database = try settings.openDatabase { inUse in
            let ring = try settings.keys(inUse: inUse, tell: { _ in })
            guard ring.keys.count > 1 else {
                throw StartError(
                    "the key is given as RIGEL_SECRETS_KEY, which only you can change: put a new one, which "
                        + "`rigel secrets new-key` prints, and a comma in front of the old one, and do this again")
            }
            return ring
        }
        let key = database.keys.sealing.id
        return
            "\(database.sealedAnew) blocks are sealed with key \(key), the first of RIGEL_SECRETS_KEY; nothing needs the others."
    }
}
