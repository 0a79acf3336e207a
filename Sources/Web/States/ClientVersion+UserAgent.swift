import Core

extension ClientVersion {
    /// Reads what Prefect's clients say of themselves, such as `prefect/3.8.8 (API 0.8.4)`; nil for anything else.
    init?(userAgent: String?) {
        let parts = (userAgent ?? "").split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].hasPrefix("prefect/"), parts[1] == "(API", parts[2].count > 1,
            parts[2].hasSuffix(")")
        else { return nil }
        self.init(String(parts[0].dropFirst("prefect/".count)))
    }
}
