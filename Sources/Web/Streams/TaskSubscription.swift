public import Core
public import JSON

extension TaskWorker {
    /// Reads `{"type":"subscribe","keys":["…"],"client_id":"…"}`, the first message of a worker after the handshake.
    public init(subscribing message: JSONValue) throws(TaskSubscriptionProblem) {
        guard message["type"] == "subscribe" else { throw .expected("'subscribe' message") }
        guard let keys = message["keys"]?.array?.compactMap(\.string), !keys.isEmpty else {
            throw .expected("'keys' in subscribe message")
        }
        guard let name = message["client_id"]?.string, !name.isEmpty else {
            throw .expected("'client_id' in subscribe message")
        }
        self.init(name: name, taskKeys: keys)
    }
}

/// What a worker should have said.
public enum TaskSubscriptionProblem: Error, Sendable, Equatable {
    case expected(String)
}
