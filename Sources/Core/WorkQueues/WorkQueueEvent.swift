public import JSON

/// The events that tell of work queues coming, changing and going, and of their status: `prefect.work-queue.created`.
public enum WorkQueueEvent {
    /// What happened.
    public enum Kind: String, Sendable, CaseIterable {
        case created, updated, deleted, ready, paused
        case notReady = "not-ready"
    }

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
    public static func event(_ kind: Kind, of queue: Subject, changes: JSONObject = [:], at now: Timestamp) -> Event {
        Event(
            id: queue.id.derived(for: purpose(kind, now), at: now), occurred: now, received: now,
            name: "prefect.work-queue.\(kind.rawValue)",
            resource: [
                "prefect.resource.id": .string("prefect.work-queue.\(queue.id)"),
                "prefect.resource.name": .string(queue.name),
                "prefect.resource.role": "work-queue",
            ],
            related: [
                [
                    "prefect.resource.id": .string("prefect.work-pool.\(queue.pool.id)"),
                    "prefect.resource.name": .string(queue.pool.name),
                    "prefect.work-pool.type": .string(queue.pool.type),
                    "prefect.resource.role": "work-pool",
                ]
            ],
            payload: kind == .updated ? Event.payload(of: changes) : [:])
    }

    /// A queue's events of one kind differ by their moment.
    private static func purpose(_ kind: Kind, _ now: Timestamp) -> UInt64 {
        UInt64(bitPattern: now.microseconds) << 3 | UInt64(Kind.allCases.firstIndex(of: kind) ?? 0)
    }
}

extension WorkQueueEvent.Kind {
    /// That a queue's status is now this.
    public init(_ status: WorkStatus) {
        switch status {
        case .ready: self = .ready
        case .notReady: self = .notReady
        case .paused: self = .paused
        }
    }
}
