import Core

/// The version of the client behind a request, as far as it decides what may be sent and what is answered.
///
/// Who says nothing of it, such as a browser, counts as the newest.
struct ClientVersion: Sendable, Equatable, Comparable {
    let major: Int
    let minor: Int

    /// Stands for every client from 2.7 to 2.10: they do not say which they are.
    static let orion = ClientVersion(major: 2, minor: 7)
    static let newest = ClientVersion(major: 3, minor: 8)

    /// Prefect 2's clients know deployments with one schedule, and other names for some members.
    var isPrefect2: Bool { major < 3 }

    /// Clients before 3.4 send `max_active_runs` and `catchup` with each schedule. No server ever acted on them.
    var sendsCatchup: Bool { self < ClientVersion(major: 3, minor: 4) }

    /// How answers look to this client.
    var dialect: WireDialect { isPrefect2 ? .prefect2 : .newest }

    static func < (left: ClientVersion, right: ClientVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }
}

extension ClientVersion {
    /// Reads `User-Agent: prefect/2.20.25 (API 0.8.4)`.
    ///
    /// The oldest clients show the name of their HTTP library there, and beside it the version of the API, which nobody
    /// else who uses that library does.
    init(_ headers: Headers) {
        guard let agent = headers["User-Agent"] else {
            self = .newest
            return
        }
        if agent.hasPrefix("prefect/") {
            let numbers = agent.dropFirst("prefect/".count).split(separator: ".", maxSplits: 2).prefix(2)
                .compactMap { Int($0) }
            self = numbers.count == 2 ? ClientVersion(major: numbers[0], minor: numbers[1]) : .newest
        } else if agent.hasPrefix("python-httpx/"), headers["X-PREFECT-API-VERSION"] != nil {
            self = .orion
        } else {
            self = .newest
        }
    }
}

extension Call {
    /// Who asks. Read it once in a handler.
    var client: ClientVersion { ClientVersion(request.headers) }
}
