import ArgumentParser

/// `rigel version`.
struct Version: ParsableCommand {
    /// The version of Rigel, not of the Prefect API it speaks.
    static let text = "0.1.0"

    static let configuration = CommandConfiguration(abstract: "Print the version of Rigel.")

    func run() { print("rigel \(Self.text)") }
}
