public import Core
public import JSON

extension WirePlan {
    static let csrfToken = WirePlan(WireTable(wire: CSRFToken.wire, name: "csrf_token"))
}

extension SQLTransaction: CSRFTokenReading {
    public func csrfToken(of client: String, at now: Timestamp) throws -> String? {
        try connection.first("SELECT token FROM csrf_token WHERE client = \(client) AND expiration > \(now)") {
            $0.text(0)
        }
    }

    public func writeCSRFToken(of client: String, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.csrfToken, "WHERE client = \(client)", at: .earliest, into: &writer)
    }
}

extension SQLTransaction: CSRFTokenWriting {
    public func renewCSRFToken(_ token: CSRFToken, id: ID, at now: Timestamp) throws {
        try connection.run("DELETE FROM csrf_token WHERE expiration <= \(now)")
        try connection.run(
            """
            INSERT INTO csrf_token (id, created, updated, token, client, expiration)
            VALUES (\(id), \(now), \(now), \(token.text), \(token.client), \(token.expiration))
            ON CONFLICT (client) DO UPDATE SET
                updated = excluded.updated, token = excluded.token, expiration = excluded.expiration
            """)
    }
}
