/// Why the program cannot start: one sentence for the person who started it.
struct StartError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
