import ArgumentParser

/// The program and its commands.
struct Rigel: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rigel",
        abstract: "An orchestration server that speaks the Prefect REST API.",
        discussion: Settings.help,
        subcommands: [Serve.self, Migrate.self, Check.self, Secrets.self, ShowSettings.self, Version.self])
}
