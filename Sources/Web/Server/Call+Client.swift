import Core

extension Call {
    /// Who asks. Who says nothing of it, such as a browser, counts as the newest. Read it once in a handler.
    var client: ClientVersion {
        if let stated = statedClient { return stated }
        // The oldest clients show the name of their HTTP library, and beside it the version of the API, which nobody else
        // who uses that library does.
        let isOrion =
            request.headers["User-Agent"]?.hasPrefix("python-httpx/") == true
            && request.headers["X-PREFECT-API-VERSION"] != nil
        return isOrion ? .orion : .newest
    }

    /// What a client says of itself, such as `User-Agent: prefect/3.8.8 (API 0.8.4)`; nil for anything else.
    var statedClient: ClientVersion? {
        let parts = (request.headers["User-Agent"] ?? "").split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].hasPrefix("prefect/"), parts[1] == "(API", parts[2].count > 1,
            parts[2].hasSuffix(")")
        else { return nil }
        return ClientVersion(String(parts[0].dropFirst("prefect/".count)))
    }
}
