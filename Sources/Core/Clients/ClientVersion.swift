/// The version of the Prefect client behind a request, such as `3.8.8` or `3.0.0rc20`, as far as it decides what may be
/// sent, what is answered and how slots are taken.
public struct ClientVersion: Sendable, Equatable, Comparable {
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

    public init(_ major: Int, _ minor: Int, _ patch: Int) {
        text = "\(major).\(minor).\(patch)"
        numbers = [major, minor, patch]
        isPreliminary = false
    }

    public static func < (left: ClientVersion, right: ClientVersion) -> Bool {
        left.numbers == right.numbers
            ? left.isPreliminary && !right.isPreliminary : left.numbers.lexicographicallyPrecedes(right.numbers)
    }

    /// Stands for every client from 2.7 to 2.10: they do not say which they are.
    public static let orion = ClientVersion(2, 7, 0)
    /// Stands for those of Prefect 3 before 3.4.
    public static let firstOfPrefect3 = ClientVersion(3, 0, 0)
    public static let newest = ClientVersion(3, 8, 8)
}

/// What differs between versions.
extension ClientVersion {
    /// Prefect 2's clients know deployments with one schedule, and other names for some members.
    public var isPrefect2: Bool { numbers[0] < 3 }

    /// Clients before 3.4 send `max_active_runs` and `catchup` with each schedule. No server ever acted on them.
    public var sendsCatchup: Bool { self < ClientVersion(3, 4, 0) }

    /// How answers look to this client.
    public var dialect: WireDialect {
        isPrefect2 ? .prefect2 : self < ClientVersion(3, 4, 0) ? .earlyPrefect3 : .newest
    }

    /// Clients from 3.4.11 on renew the lease of their deployment's slot.
    public var renewsLeases: Bool { self >= ClientVersion(3, 4, 11) }

    /// Workers of the first versions of 3.0 take the deployment's slot themselves.
    public var takesSlotsOfDeployments: Bool {
        ["3.0.0rc20", "3.0.0", "3.0.1", "3.0.2", "3.0.3"].contains(text)
    }
}
