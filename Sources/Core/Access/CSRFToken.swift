public import JSON

/// What a client shows with every change when the server asks for it (`RIGEL_CSRF_PROTECTION`), so that a page of another
/// site cannot make a browser send one.
public struct CSRFToken: Sendable, Equatable {
    /// 64 hexadecimal digits.
    public let text: String
    /// What the client calls itself; each has one token at a time.
    public let client: String
    public let expiration: Timestamp

    public init(text: String, client: String, expiration: Timestamp) {
        self.text = text
        self.client = client
        self.expiration = expiration
    }

    public static let wire = WireObject(
        "CsrfToken",
        [
            .init("id", .id),
            .init("created", .time),
            .init("updated", .time),
            .init("token", .text),
            .init("client", .text),
            .init("expiration", .time),
        ])
}

/// What can be asked about tokens.
public protocol CSRFTokenReading {
    /// The token of a client that still holds at a moment.
    func csrfToken(of client: String, at now: Timestamp) throws -> String?
    /// Writes the token of a client as an object. False, with nothing written, when it has none.
    func writeCSRFToken(of client: String, into writer: inout JSONWriter) throws -> Bool
}

/// What can be changed about tokens.
public protocol CSRFTokenWriting {
    /// Gives a client this token in place of the one it has, and forgets what no longer holds.
    func renewCSRFToken(_ token: CSRFToken, id: ID, at now: Timestamp) throws
}
