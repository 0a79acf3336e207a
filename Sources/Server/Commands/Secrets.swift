import ArgumentParser
import Store

/// `rigel secrets`: what people do with the keys of blocks.
struct Secrets: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Keys that seal the data of blocks.",
        subcommands: [RotateSecrets.self, NewSecretKey.self, ForgetLostSecrets.self])
}

/// `rigel secrets new-key`: a key for `RIGEL_SECRETS_KEY`, or for a file of one's own.
struct NewSecretKey: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "new-key", abstract: "Print a new key.")

    func run() { print(SecretKey.random().text) }
}
