public import JSON

/// The operation that frees a run of what blocks it.
public struct Remedy: Sendable, Equatable {
    /// In words, such as `Resume the work pool.`
    public var text: String
    /// `POST` and the like; nil where no call of the API helps, such as when a process has to be started.
    public var method: String?
    /// Below `/api`, such as `/work_pools/p`.
    public var path: String?
    public var body: JSONObject?
    /// A command line that does the same.
    public var command: String?

    public init(
        _ text: String, method: String? = nil, path: String? = nil, body: JSONObject? = nil, command: String? = nil
    ) {
        self.text = text
        self.method = method
        self.path = path
        self.body = body
        self.command = command
    }
}
