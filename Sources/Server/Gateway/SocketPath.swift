import Web

/// What is found at the WebSocket addresses.
enum SocketPath: Sendable, Equatable {
    case eventsIn, eventsOut, logsOut, scheduledTaskRuns
    /// The channel of a worker of a pool.
    case worker(pool: String)

    /// Reads the target of a request below the site's base path; what follows a question mark does not matter.
    init?(uri: String, basePath: String) {
        guard uri.hasPrefix(basePath) else { return nil }
        let path = uri.dropFirst(basePath.count).prefix { $0 != "?" }
        switch path {
        case "/api/events/in": self = .eventsIn
        case "/api/events/out": self = .eventsOut
        case "/api/logs/out": self = .logsOut
        case "/api/task_runs/subscriptions/scheduled": self = .scheduledTaskRuns
        default:
            let segments = path.split(separator: "/", omittingEmptySubsequences: false)
            guard segments.count == 6, segments[0].isEmpty, segments[1] == "api", segments[2] == "work_pools",
                segments[4] == "workers", segments[5] == "connect",
                let pool = PercentCoding.decode(segments[3]), !pool.isEmpty, !pool.contains("/")
            else { return nil }
            self = .worker(pool: pool)
        }
    }

    /// Whether clients that do not speak the subprotocol may come in.
    var takesOldClients: Bool {
        switch self {
        case .eventsIn, .eventsOut, .logsOut, .scheduledTaskRuns: true
        case .worker: false
        }
    }
}
