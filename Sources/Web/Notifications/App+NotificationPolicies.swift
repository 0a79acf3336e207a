import Core
import JSON

extension App {
    private static let missingPolicy = "flow run notification policy not found"

    /// `POST /api/flow_run_notification_policies/`
    func createNotificationPolicy(_ call: Call) throws -> Response {
        let now = call.request.now
        let policy = try call.body(NotificationPolicyBody.self).policy
        let id = effects.newID(at: now)
        return try storage.write { tx in
            try tx.createNotificationPolicy(policy, id: id, at: now)
            return try .found(.created, App.missingPolicy) { try tx.writeNotificationPolicy(id, into: &$0) }
        }
    }

    /// `GET /api/flow_run_notification_policies/{id}`
    func readNotificationPolicy(_ call: Call) throws -> Response {
        let id = try call.id()
        return try storage.read { tx in
            try .found(.ok, App.missingPolicy) { try tx.writeNotificationPolicy(id, into: &$0) }
        }
    }

    /// `POST /api/flow_run_notification_policies/filter`
    func filterNotificationPolicies(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(NotificationPolicyListBody.self)
        let page = try body.page.checked()
        return try storage.read { tx in
            try .list { try tx.writeNotificationPolicies(isActive: body.isActive, page: page, into: &$0) }
        }
    }

    /// `PATCH /api/flow_run_notification_policies/{id}`
    func updateNotificationPolicy(_ call: Call) throws -> Response {
        let id = try call.id()
        let change = try call.body(NotificationPolicyUpdateBody.self).change
        guard try storage.write({ try $0.updateNotificationPolicy(id, change, at: call.request.now) }) else {
            throw Failure.notFound(App.missingPolicy)
        }
        return .noContent
    }

    /// `DELETE /api/flow_run_notification_policies/{id}`
    func deleteNotificationPolicy(_ call: Call) throws -> Response {
        let id = try call.id()
        guard try storage.write({ try $0.deleteNotificationPolicy(id) }) else {
            throw Failure.notFound(App.missingPolicy)
        }
        return .noContent
    }
}

extension Routes {
    /// Prefect knows these addresses up to 3.0; later clients use automations.
    static let notificationPolicies: [Route] = [
        Route(
            "POST /api/flow_run_notification_policies/", App.createNotificationPolicy, "Make a notification policy",
            takes: .body(NotificationPolicyBody.self), gives: .one(NotificationPolicy.wire, .created),
            for: .olderClients),
        Route(
            "POST /api/flow_run_notification_policies/filter", App.filterNotificationPolicies,
            "List notification policies",
            takes: .parameters(NotificationPolicyListBody.self), gives: .list(NotificationPolicy.wire),
            for: .olderClients),
        Route(
            "GET /api/flow_run_notification_policies/{id}", App.readNotificationPolicy, "Read a notification policy",
            gives: .one(NotificationPolicy.wire), for: .olderClients),
        Route(
            "PATCH /api/flow_run_notification_policies/{id}", App.updateNotificationPolicy,
            "Change a notification policy",
            takes: .body(NotificationPolicyUpdateBody.self), gives: .nothing, for: .olderClients),
        Route(
            "DELETE /api/flow_run_notification_policies/{id}", App.deleteNotificationPolicy,
            "Delete a notification policy",
            gives: .nothing, for: .olderClients),
    ]
}
