public import JSON

/// When people want to be told of flow runs, and through which block: what clients of Prefect 2 to 3.0 know in place of
/// automations.
public struct NotificationPolicy: Sendable, Equatable {
    public var isActive = true
    /// Names of states that are told of; all when empty.
    public var stateNames: [String]
    /// Tags of which a run must have one; any run will do when empty.
    public var tags: [String]
    /// What is told, with `{braces}` around what is filled in; nil is the usual message.
    public var messageTemplate: String?
    /// Through what it is told.
    public var blockDocumentID: ID

    public init(
        isActive: Bool = true, stateNames: [String], tags: [String], messageTemplate: String?, blockDocumentID: ID
    ) {
        self.isActive = isActive
        self.stateNames = stateNames
        self.tags = tags
        self.messageTemplate = messageTemplate
        self.blockDocumentID = blockDocumentID
    }

    public static let wire = WireObject(
        "FlowRunNotificationPolicy",
        [
            .init("id", .id),
            .init("created", .time),
            .init("updated", .time),
            .init("is_active", .boolean),
            .init("state_names", .json(default: []), as: .list(.text)),
            .init("tags", .json(default: []), as: .list(.text)),
            .nullable("message_template", .text),
            .init("block_document_id", .id),
        ])

    /// What a template may name.
    public static let templateVariables: Set<String> = [
        "flow_id", "flow_name", "flow_run_id", "flow_run_name", "flow_run_notification_policy_id",
        "flow_run_parameters", "flow_run_state_message", "flow_run_state_name", "flow_run_state_timestamp",
        "flow_run_state_type", "flow_run_url",
    ]

    /// The first name between braces that is none of those; nil when all are. Doubled braces stand for themselves.
    public static func unknownVariable(in template: String) -> String? {
        var rest = template[...]
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            let next = rest.index(after: brace)
            if next < rest.endIndex, rest[next] == rest[brace] {
                rest = rest[rest.index(after: next)...]
            } else if rest[brace] == "{", let end = rest[next...].firstIndex(of: "}") {
                let name = rest[next..<end].prefix { !"!:.[".contains($0) }
                if !templateVariables.contains(String(name)) { return String(name) }
                rest = rest[rest.index(after: end)...]
            } else {
                return String(rest[brace])
            }
        }
        return nil
    }
}

/// A change to a policy; nil leaves a member as it is, an inner nil makes it null.
public struct NotificationPolicyUpdate: Sendable {
    public var isActive: Bool?
    public var stateNames: [String]?
    public var tags: [String]?
    public var messageTemplate: String??
    public var blockDocumentID: ID?

    public init() {}
}

/// What can be asked about notification policies.
public protocol NotificationPolicyReading {
    /// Writes a policy as an object. False, with nothing written, when there is none.
    func writeNotificationPolicy(_ id: ID, into writer: inout JSONWriter) throws -> Bool
    /// Writes the policies of a page one after another. `isActive` is nil for all.
    func writeNotificationPolicies(isActive: Bool?, page: Page, into writer: inout JSONWriter) throws
    /// What waits to be told, oldest first.
    func waitingNotifications(limit: Int) throws -> [WaitingNotification]
}

/// What can be changed about notification policies.
public protocol NotificationPolicyWriting {
    func createNotificationPolicy(_ policy: NotificationPolicy, id: ID, at now: Timestamp) throws
    /// False when there is no such policy.
    func updateNotificationPolicy(_ id: ID, _ change: NotificationPolicyUpdate, at now: Timestamp) throws -> Bool
    /// Deletes a policy with what waits to be told because of it. False when there is no such policy.
    func deleteNotificationPolicy(_ id: ID) throws -> Bool
}

/// A state of a flow run that is to be told because of a policy.
public struct WaitingNotification: Sendable, Equatable {
    public var policy: ID
    public var flowRun: ID
    public var state: ID

    public init(policy: ID, flowRun: ID, state: ID) {
        self.policy = policy
        self.flowRun = flowRun
        self.state = state
    }
}
