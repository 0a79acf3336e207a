public import JSON

/// The events that tell of deployments coming, changing and going, such as `prefect.deployment.created`.
public enum DeploymentEvent {
    /// What happened.
    public enum Kind: String, Sendable, CaseIterable {
        case created, updated, deleted
        /// A runner asks for work of a deployment that nobody asked for before.
        case ready
        /// Nobody has asked for work of a deployment for a while.
        case notReady = "not-ready"
    }

    /// The deployment as far as its events speak of it.
    public struct Subject: Sendable, Equatable {
        public var id: ID
        public var name: String
        public var flow: ObjectName
        /// Where its runs wait.
        public var queue: ObjectName?
        public var pool: ObjectName?
        public var poolType: String?
        public var storageDocumentID: ID?
        public var infrastructureDocumentID: ID?
        public var concurrencyLimitID: ID?

        public init(id: ID, name: String, flow: ObjectName) {
            self.id = id
            self.name = name
            self.flow = flow
        }

        /// What events name beside the deployment.
        fileprivate var related: [JSONObject] {
            var related = [named("flow", flow)]
            if let queue { related.append(named("work-queue", queue)) }
            if let pool {
                related.append(
                    named("work-pool", pool).merging(["prefect.work-pool.type": .string(poolType ?? "")]))
            }
            for (kind, role, id) in [
                ("block-document", "storage", storageDocumentID),
                ("block-document", "infrastructure", infrastructureDocumentID),
                ("concurrency-limit", "concurrency-limit", concurrencyLimitID),
            ] {
                if let id { related.append(Event.resource(kind, id, role: role)) }
            }
            return related
        }

        private func named(_ kind: String, _ object: ObjectName) -> JSONObject {
            Event.resource(kind, object.id, name: object.name, role: kind)
        }
    }

    /// - Parameter changes: of an update, each member that changed with what it was and is.
    public static func event(
        _ kind: Kind, of deployment: Subject, changes: JSONObject = [:], at now: Timestamp
    ) -> Event {
        Event(
            kind, about: "deployment", Event.resource("deployment", deployment.id, name: deployment.name),
            from: deployment.id, related: deployment.related,
            payload: kind == .updated ? Event.payload(of: changes) : [:],
            at: now)
    }
}
