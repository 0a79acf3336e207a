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
            var related = [resource("flow", flow)]
            if let queue { related.append(resource("work-queue", queue)) }
            if let pool {
                related.append(
                    resource("work-pool", pool).merging(["prefect.work-pool.type": .string(poolType ?? "")]))
            }
            for (kind, role, id) in [
                ("block-document", "storage", storageDocumentID),
                ("block-document", "infrastructure", infrastructureDocumentID),
                ("concurrency-limit", "concurrency-limit", concurrencyLimitID),
            ] {
                guard let id else { continue }
                related.append([
                    "prefect.resource.id": .string("prefect.\(kind).\(id)"), "prefect.resource.role": .string(role),
                ])
            }
            return related
        }

        private func resource(_ kind: String, _ object: ObjectName) -> JSONObject {
            [
                "prefect.resource.id": .string("prefect.\(kind).\(object.id)"),
                "prefect.resource.name": .string(object.name), "prefect.resource.role": .string(kind),
            ]
        }
    }

    /// - Parameter changes: of an update, each member that changed with what it was and is.
    public static func event(
        _ kind: Kind, of deployment: Subject, changes: JSONObject = [:], at now: Timestamp
    ) -> Event {
        Event(
            id: deployment.id.derived(for: purpose(kind, now), at: now), occurred: now, received: now,
            name: "prefect.deployment.\(kind.rawValue)",
            resource: [
                "prefect.resource.id": .string("prefect.deployment.\(deployment.id)"),
                "prefect.resource.name": .string(deployment.name),
            ],
            related: deployment.related,
            payload: kind == .updated
                ? [
                    "updated_fields": .array(changes.keys.map(JSONValue.string)), "updates": .object(changes),
                ] : [:])
    }

    /// A deployment's events of one kind differ by their moment.
    private static func purpose(_ kind: Kind, _ now: Timestamp) -> UInt64 {
        let number = Kind.allCases.firstIndex(of: kind) ?? 0
        return UInt64(bitPattern: now.microseconds) << 3 | UInt64(number)
    }
}
