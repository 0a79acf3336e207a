public import JSON

/// The events that tell of work pools coming, changing and going, and of their status: `prefect.work-pool.created`.
public enum WorkPoolEvent {
    /// The pool as far as its events speak of it.
    public struct Subject: Sendable, Equatable {
        public var id: ID
        public var name: String
        public var type: String
        public var defaultQueueID: ID?
        /// The block that keeps results of the pool's runs.
        public var resultStorageID: String?

        public init(id: ID, name: String, type: String, defaultQueueID: ID? = nil, resultStorageID: String? = nil) {
            self.id = id
            self.name = name
            self.type = type
            self.defaultQueueID = defaultQueueID
            self.resultStorageID = resultStorageID
        }
    }

    /// Two changes of status within this time of one another are told as following one another.
    public static let closeTogether = Interval.minutes(10)

    /// - Parameter changes: of an update, each member that changed with what it was and is.
    public static func event(
        _ kind: WorkEventKind, of pool: Subject, changes: JSONObject = [:], follows: ID? = nil, at now: Timestamp
    ) -> Event {
        let isStatus = [.ready, .notReady, .paused].contains(kind)
        return Event(
            kind, about: "work-pool", pool.resource(role: isStatus ? nil : "work-pool"), from: pool.id,
            related: kind == .created || kind == .deleted ? related(to: pool) : [],
            payload: kind == .updated ? Event.payload(of: changes) : [:], follows: follows, at: now)
    }

    private static func related(to pool: Subject) -> [JSONObject] {
        var related: [JSONObject] = []
        if let id = pool.defaultQueueID { related.append(Event.resource("work-queue", id, role: "default-queue")) }
        if let id = pool.resultStorageID {
            related.append(Event.resource("block-document", id, role: "result-storage"))
        }
        return related
    }
}

extension WorkPoolEvent.Subject {
    /// The pool's labels in its own events and in those of its queues.
    func resource(role: String?) -> JSONObject {
        Event.resource("work-pool", id, name: name, role: role).merging(["prefect.work-pool.type": .string(type)])
    }
}
