public import Core
public import JSON

extension WirePlan {
    static let notificationPolicy = WirePlan(
        WireTable(wire: NotificationPolicy.wire, name: "flow_run_notification_policy"))
}

extension SQLTransaction: NotificationPolicyReading {
    public func writeNotificationPolicy(_ id: ID, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.notificationPolicy, "WHERE id = \(id)", at: .earliest, into: &writer)
    }

    public func writeNotificationPolicies(isActive: Bool?, page: Page, into writer: inout JSONWriter) throws {
        let wanted: SQL = isActive.map { "is_active = \($0)" } ?? "TRUE"
        try writeRows(
            .notificationPolicy, "WHERE \(wanted) ORDER BY id \(SQL.page(page))", at: .earliest, into: &writer)
    }

    public func waitingNotifications(limit: Int) throws -> [WaitingNotification] {
        try connection.rows(
            """
            SELECT waiting.flow_run_notification_policy_id, state.flow_run_id, state.id
            FROM flow_run_notification AS waiting JOIN flow_run_state AS state ON state.id = waiting.flow_run_state_id
            ORDER BY waiting.sequence LIMIT \(limit)
            """
        ) { WaitingNotification(policy: try $0.id(0), flowRun: try $0.id(1), state: try $0.id(2)) }
    }
}

extension SQLTransaction: NotificationPolicyWriting {
    public func createNotificationPolicy(_ policy: NotificationPolicy, id: ID, at now: Timestamp) throws {
        try connection.run(
            """
            INSERT INTO flow_run_notification_policy
                (id, created, updated, is_active, state_names, tags, message_template, block_document_id)
            VALUES (\(id), \(now), \(now), \(policy.isActive), \(JSONValue(policy.stateNames)), \(JSONValue(policy.tags)),
                \(policy.messageTemplate), \(policy.blockDocumentID))
            """)
    }

    public func updateNotificationPolicy(
        _ id: ID, _ change: NotificationPolicyUpdate, at now: Timestamp
    ) throws -> Bool {
        var assignments: [SQL] = ["updated = \(now)"]
        if let isActive = change.isActive { assignments.append("is_active = \(isActive)") }
        if let names = change.stateNames { assignments.append("state_names = \(JSONValue(names))") }
        if let tags = change.tags { assignments.append("tags = \(JSONValue(tags))") }
        if let template = change.messageTemplate { assignments.append("message_template = \(template)") }
        if let block = change.blockDocumentID { assignments.append("block_document_id = \(block)") }
        return try connection.run(
            "UPDATE flow_run_notification_policy SET \(assignments, joined: ", ") WHERE id = \(id)") > 0
    }

    public func deleteNotificationPolicy(_ id: ID) throws -> Bool {
        try connection.run("DELETE FROM flow_run_notification_policy WHERE id = \(id)") > 0
    }

    /// Has a state that was just entered told wherever a policy asks for it.
    func queueNotifications(of state: State, ofFlowRun id: ID) throws {
        try connection.run(
            """
            INSERT INTO flow_run_notification (flow_run_notification_policy_id, flow_run_state_id)
            SELECT policy.id, \(state.id) FROM flow_run_notification_policy AS policy
            WHERE policy.is_active
                AND (policy.state_names = '[]'
                    OR \(state.name) IN (SELECT name.value FROM json_each(policy.state_names) AS name))
                AND (policy.tags = '[]' OR EXISTS (
                    SELECT 1 FROM json_each(policy.tags) AS wanted
                    JOIN flow_run_tag AS tag ON tag.tag = wanted.value AND tag.flow_run_id = \(id)))
            """)
    }
}
