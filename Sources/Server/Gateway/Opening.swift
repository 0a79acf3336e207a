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
        return areEqual(token, requiredToken) ? nil : .tokenWrong
    }

    /// Compares without telling by its time how much was right.
    private static func areEqual(_ given: String, _ expected: String) -> Bool {
        let given = Array(given.utf8)
        let expected = Array(expected.utf8)
        var difference = given.count ^ expected.count
        for place in given.indices { difference |= Int(given[place] ^ expected[place % max(1, expected.count)]) }
        return difference == 0
    }
}
