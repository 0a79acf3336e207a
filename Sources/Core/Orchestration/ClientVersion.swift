/// A version of Prefect as a client states it, such as `3.8.8` or `3.0.0rc20`.
public struct ClientVersion: Sendable, Equatable {
    public let text: String
    private let numbers: [Int]
    /// True for `rc`, `b`, `a` and `.dev` versions, which come before the version of these numbers.
    private let isPreliminary: Bool

    /// Reads three numbers and what follows them; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let major = Int(parts[0]), let minor = Int(parts[1]) else { return nil }
        let digits = parts[2].prefix { $0.isASCII && $0.isNumber }
        guard let patch = Int(digits) else { return nil }
        let suffix = parts[2].dropFirst(digits.count)
        self.text = text
        numbers = [major, minor, patch]
        isPreliminary = !suffix.isEmpty && !suffix.hasPrefix("+") && !suffix.hasPrefix(".post")
    }

    /// Clients from 3.4.11 on renew the lease of their deployment's slot.
    public var renewsLeases: Bool {
        let least = [3, 4, 11]
        return least.lexicographicallyPrecedes(numbers) || (numbers == least && !isPreliminary)
    }

    /// Workers of the first versions of 3.0 take the deployment's slot themselves.
    public var takesSlotsOfDeployments: Bool {
        ["3.0.0rc20", "3.0.0", "3.0.1", "3.0.2", "3.0.3"].contains(text)
    }
}
