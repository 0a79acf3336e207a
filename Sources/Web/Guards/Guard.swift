/// Something that a request must satisfy before anybody looks at what it asks for.
struct Guard: Sendable {
    /// Throws what the request is answered with when it may not go on.
    let check: @Sendable (App, Request) throws -> Void

    /// Every guard there is, in the order in which they are asked.
    static let all: [Guard] = [csrfToken, password]
}
