/// What is found at the WebSocket addresses. nginx has taken a base path off.
///
/// `/api/task_runs/subscriptions/scheduled` and `/api/work_pools/{name}/workers/connect` are not among them yet. A worker
/// that is answered 404 there sends its heartbeats over HTTP instead.
enum SocketPath: String, Sendable {
    case eventsIn = "/api/events/in"
    case eventsOut = "/api/events/out"

    /// Reads the target of a request; what follows a question mark does not matter.
    init?(uri: String) {
        self.init(rawValue: String(uri.prefix { $0 != "?" }))
    }
}
