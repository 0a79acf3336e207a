import Core

extension Guard {
    /// Where the server has a password (`RIGEL_AUTH_STRING`, such as `admin:pass`), it is asked for everywhere but where
    /// others find out whether the server is up and what it asks for. Prefect's clients know it as `PREFECT_API_AUTH_STRING` and send it as a user
    /// and a password do (RFC 7617); browsers ask for it.
    static let password = Guard { app, request in
        guard let expected = app.settings.authorization else { return }
        let isProbe = request.method == .get && probes.contains(request.path)
        guard isProbe || request.headers["Authorization"].map({ Secrecy.areEqual(scheme(of: $0), expected) }) == true
        else { throw Failure.unauthorized("Unauthorized") }
    }

    /// Prefect's own UI asks for the password itself, once these settings have told it that there is one.
    private static let probes: Set<String> = [
        "/api/health", "/api/ready", "/prefect-ui/ui-settings", "/prefect-ui/v2/ui-settings",
    ]

    /// A header with as many spaces between scheme and credentials as there ought to be.
    private static func scheme(of header: String) -> String {
        header.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }
}
