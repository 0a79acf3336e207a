import ArgumentParser

/// `rigel settings`: what `serve` would use. Scripts read their values here, so that checks and defaults are in one place.
struct ShowSettings: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Print every setting as VARIABLE=value, defaults filled in.")

    @OptionGroup var flags: SettingFlags

    func run() throws { print(try flags.settings(for: Self.self).listing) }
}
