import Core

/// A version of the API, `major.minor.patch`.
struct APIVersion: Sendable, Comparable, CustomStringConvertible {
    let major: Int
    let minor: Int
    let patch: Int

    /// The oldest version that is understood.
    static let oldest = APIVersion(major: 0, minor: 8, patch: 0)

    var description: String { "\(major).\(minor).\(patch)" }

    static func < (left: APIVersion, right: APIVersion) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }

    /// Refuses a request that says it speaks a version too old, or says it in another form.
    static func check(_ header: String?) throws {
        guard let header, !header.isEmpty else { return }
        let numbers = header.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 3, let major = numbers[0], let minor = numbers[1], let patch = numbers[2] else {
            throw Failure.badRequest(
                "Invalid X-PREFECT-API-VERSION header format."
                    + "Expected header in format 'x.y.z' but received \(header)")
        }
        guard APIVersion(major: major, minor: minor, patch: patch) >= oldest else {
            throw Failure.badRequest(
                "The request specified API version \(header) but this server requires version \(oldest) or higher.")
        }
    }
}
