extension Settings {
    /// Every setting there is, in the order of the help.
    static let table: [Setting] = siteTable + serviceTable + limitTable

    /// Where the site is and who may ask it.
    private static let siteTable: [Setting] = [
        .value(
            "host", \.host, "ADDRESS", "Where nginx listens. Beyond this machine: 0.0.0.0",
            rule: "an address or host name",
            read: word, show: \.host),
        .number("port", \.port, "NUMBER", in: 1...65535, "The port on which nginx listens."),
        .value(
            "data", \.data, "FOLDER", "Database, sockets and logs. Made where it is missing.", rule: "a folder",
            read: { $0.isEmpty ? nil : $0 }, show: \.data),
        .value(
            "base-path", \.basePath, "PATH", "What addresses of the site begin with, such as /rigel.",
            rule: "empty or a path such as /rigel, of letters, digits and . _ ~ -", read: path, show: \.basePath),
        .number(
            "threads", \.threads, "NUMBER", in: 4...4096, "Connections from nginx at one time, idle ones included."),
        .number(
            "readers", \.readers, "NUMBER", in: 0...256, "Read connections to the database. 0: twice the processors."),
        .value(
            "socket", \.socket, "PATH|HOST:PORT", "Where the responder listens for nginx.", rule: socketRule,
            read: { SocketAddress($0) }, show: { $0.socketAddress.description }),
        .value(
            "gateway", \.gateway, "PATH|HOST:PORT", "Where the WebSocket gateway listens for nginx.", rule: socketRule,
            read: { SocketAddress($0) }, show: { $0.gatewayAddress.description }),
        .number(
            "stop-seconds", \.stopSeconds, "SECONDS", in: 0...600, "How long stopping waits for requests under way."),
        .value(
            "assets", \.assets, "FOLDER", "Where templates/ lies.", rule: "a folder",
            read: { $0.isEmpty ? nil : $0 }, show: \.assets),
        .value(
            "assets-version", \.assetsVersion, "TEXT",
            "Part of the addresses of styles and icons, which browsers keep.",
            rule: "letters, digits, dots and hyphens", read: version, show: \.assetsVersion),
        .value(
            "prefect-ui", \.prefectUI, "FOLDER",
            "Where Prefect's own web UI lies (ui/ and ui-v2/), to be served at /prefect-ui/. Empty: it is not served.",
            rule: "a folder", read: { $0 }, show: \.prefectUI),
        .flag("allow-database-clear", \.allowDatabaseClear, "Let POST /api/admin/database/clear empty everything."),
        .flag(
            "block-types-on-start", \.blockTypesOnStart,
            "Add the block types that clients expect, such as Secret, where they are missing."),
        .secret(
            "secrets-key", \.secretsKey, "KEYS",
            "Keys that seal the data of blocks, in base64, commas between them: the first seals, all open. "
                + "Empty: they are in the file."),
        .value(
            "secrets-key-file", \.secretsKeyFile, "PATH",
            "The file of these keys; made at the first start. It should lie and be kept apart from the database.",
            rule: "a path", read: { .some($0) }, show: { $0.secretsKeyPath }),
        .secret(
            "auth-string", \.authString, "USER:PASSWORD",
            "What clients must send as PREFECT_API_AUTH_STRING, and people as user and password. Empty: nobody is asked."
        ),
        .flag(
            "csrf-protection", \.csrfProtection,
            "Ask every change through the API for a token; Prefect's clients then get and send one by themselves."),
        .number(
            "csrf-token-seconds", \.csrfTokenSeconds, "SECONDS", in: 1...(366 * 86400), "How long such a token holds."),
        .value(
            "cors-origins", \.corsOrigins, "*|ORIGINS",
            "Sites whose pages may read the API in a browser; origins with commas between them.",
            rule: listRule, read: list, show: \.corsOrigins),
        .value(
            "cors-methods", \.corsMethods, "*|METHODS", "Methods that such pages may use.", rule: listRule, read: list,
            show: \.corsMethods),
        .value(
            "cors-headers", \.corsHeaders, "*|NAMES", "Header fields that such pages may send.", rule: listRule,
            read: list, show: \.corsHeaders),
        .value(
            "log-level", \.logLevel, "LEVEL", "How much the log on standard error says.",
            rule: LogLevel.allCases.map(\.rawValue).joined(separator: ", "), read: { LogLevel(rawValue: $0) },
            show: { $0.logLevel.rawValue }),
    ]

    private static let listRule = "* or a list with commas"

    private static func list(_ text: String) -> String? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        return parts.allSatisfy { part in part.contains { $0 != " " } } ? text : nil
    }

    private static let socketRule = "a path, or a host and a port such as 127.0.0.1:4201"

    private static func word(_ text: String) -> String? {
        let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:-_")
        return !text.isEmpty && text.allSatisfy(allowed.contains) ? text : nil
    }

    private static func version(_ text: String) -> String? {
        let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-")
        return !text.isEmpty && text.allSatisfy(allowed.contains) ? text : nil
    }

    /// `/rigel/` is `/rigel`, and `/` is nothing at all.
    private static func path(_ text: String) -> String? {
        let segments = text.split(separator: "/", omittingEmptySubsequences: true)
        let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._~-")
        guard text.isEmpty || text.hasPrefix("/"), !text.contains("//"),
            segments.allSatisfy({ $0 != "." && $0 != ".." && $0.allSatisfy(allowed.contains) })
        else { return nil }
        return segments.map { "/\($0)" }.joined()
    }
}
