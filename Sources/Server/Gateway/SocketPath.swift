/// What is found at the WebSocket addresses.
///
/// `/api/work_pools/{name}/workers/connect` is not among them yet. A worker that is answered 404 there sends its heartbeats
/// over HTTP instead.
enum SocketPath: String, Sendable {
    case eventsIn = "/api/events/in"
    case eventsOut = "/api/events/out"
    case logsOut = "/api/logs/out"
    case scheduledTaskRuns = "/api/task_runs/subscriptions/scheduled"

    /// Reads the target of a request below the site's base path; what follows a question mark does not matter.
    init?(uri: String, basePath: String) {
        guard uri.hasPrefix(basePath) else { return nil }
        self.init(rawValue: String(uri.dropFirst(basePath.count).prefix { $0 != "?" }))
    }
}
