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
        public var flowID: ID
        public var flowName: String

        public init(id: ID, name: String, flowID: ID, flowName: String) {
            self.id = id
            self.name = name
            self.flowID = flowID
            self.flowName = flowName
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
            related: [
                [
                    "prefect.resource.id": .string("prefect.flow.\(deployment.flowID)"),
                    "prefect.resource.name": .string(deployment.flowName),
                    "prefect.resource.role": "flow",
                ]
            ],
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
