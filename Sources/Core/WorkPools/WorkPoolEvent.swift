public import JSON

/// The events that tell of work pools coming, changing and going, and of their status: `prefect.work-pool.created`.
public enum WorkPoolEvent {
    /// What happened.
    public enum Kind: String, Sendable, CaseIterable {
        case created, updated, deleted, ready, paused
        case notReady = "not-ready"
    }

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
        _ kind: Kind, of pool: Subject, changes: JSONObject = [:], follows: ID? = nil, at now: Timestamp
    ) -> Event {
        var resource: JSONObject = [
            "prefect.resource.id": .string("prefect.work-pool.\(pool.id)"),
            "prefect.resource.name": .string(pool.name),
            "prefect.work-pool.type": .string(pool.type),
        ]
        if [.created, .updated, .deleted].contains(kind) { resource["prefect.resource.role"] = "work-pool" }
        return Event(
            id: pool.id.derived(for: purpose(kind, now), at: now), occurred: now, received: now,
            name: "prefect.work-pool.\(kind.rawValue)", resource: resource,
            related: kind == .created || kind == .deleted ? related(to: pool) : [],
            payload: kind == .updated ? Event.payload(of: changes) : [:], follows: follows)
    }

    private static func related(to pool: Subject) -> [JSONObject] {
        var related: [JSONObject] = []
        if let id = pool.defaultQueueID {
            related.append([
                "prefect.resource.id": .string("prefect.work-queue.\(id)"), "prefect.resource.role": "default-queue",
            ])
        }
        if let id = pool.resultStorageID {
            related.append([
                "prefect.resource.id": .string("prefect.block-document.\(id)"),
                "prefect.resource.role": "result-storage",
            ])
        }
        return related
    }

    /// A pool's events of one kind differ by their moment.
    private static func purpose(_ kind: Kind, _ now: Timestamp) -> UInt64 {
        UInt64(bitPattern: now.microseconds) << 3 | UInt64(Kind.allCases.firstIndex(of: kind) ?? 0)
    }
}

extension WorkPoolEvent.Kind {
    /// That a pool's status is now this.
    public init(_ status: WorkStatus) {
        switch status {
        case .ready: self = .ready
        case .notReady: self = .notReady
        case .paused: self = .paused
        }
    }
}

extension Event {
    /// What an event tells of members that changed.
    static func payload(of changes: JSONObject) -> JSONObject {
        ["updated_fields": .array(changes.keys.map(JSONValue.string)), "updates": .object(changes)]
    }
}
