public import JSON

/// The events that tell of work queues coming, changing and going, and of their status: `prefect.work-queue.created`.
public enum WorkQueueEvent {
    /// The queue as far as its events speak of it.
    public struct Subject: Sendable, Equatable {
        public var id: ID
        public var name: String
        public var pool: WorkPoolEvent.Subject

        public init(id: ID, name: String, pool: WorkPoolEvent.Subject) {
            self.id = id
            self.name = name
            self.pool = pool
        }
    }

    /// - Parameter changes: of an update, each member that changed with what it was and is.
    public static func event(
        _ kind: WorkEventKind, of queue: Subject, changes: JSONObject = [:], at now: Timestamp
    ) -> Event {
        Event(
            kind, about: "work-queue", Event.resource("work-queue", queue.id, name: queue.name, role: "work-queue"),
            from: queue.id, related: [queue.pool.resource(role: "work-pool")],
            payload: kind == .updated ? Event.payload(of: changes) : [:], at: now)
    }
}
