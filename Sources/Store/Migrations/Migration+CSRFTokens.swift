extension Migration {
    /// Tokens that clients show with their changes, one a client.
    static let csrfTokens = Migration(
        name: "csrf tokens",
        script: """
            CREATE TABLE csrf_token (
                id BLOB NOT NULL PRIMARY KEY,
                created INTEGER NOT NULL,
                updated INTEGER NOT NULL,
                token TEXT NOT NULL,
                client TEXT NOT NULL UNIQUE,
                expiration INTEGER NOT NULL
            );
            CREATE INDEX csrf_token_by_expiration ON csrf_token (expiration);
            """)
}
