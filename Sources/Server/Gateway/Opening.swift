import Core
import JSON

/// The first message of a client that speaks the subprotocol `prefect`.
enum Opening {
    static let subprotocol = "prefect"
    static let accepted = Array(#"{"type":"auth_success"}"#.utf8)

    /// Checks `{"type":"auth","token":…}`. Nil when the client may go on.
    ///
    /// Without a required token any will do: the message itself is always asked for.
    static func problem(with message: [UInt8], requiredToken: String?) -> SocketClosure? {
        guard let json = try? JSONValue(parsing: message), json["type"] == "auth" else { return .expectedAuth }
        guard let requiredToken else { return nil }
        guard let token = json["token"]?.string, !token.isEmpty else { return .tokenMissing }
        return Secrecy.areEqual(token, requiredToken) ? nil : .tokenWrong
    }
}
