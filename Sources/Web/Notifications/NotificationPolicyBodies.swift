import Core
import JSON

/// The body of `POST /api/flow_run_notification_policies/`.
struct NotificationPolicyBody: Body {
    static let schemaName: String? = "FlowRunNotificationPolicyCreate"
    let policy: NotificationPolicy

    init(from reader: inout BodyReader) {
        policy = NotificationPolicy(
            isActive: reader.optional("is_active", .boolean, default: true),
            stateNames: reader.required("state_names", .strings), tags: reader.required("tags", .strings),
            messageTemplate: reader.optional("message_template", .messageTemplate),
            blockDocumentID: reader.required("block_document_id", .id))
    }
}

/// The body of `PATCH /api/flow_run_notification_policies/{id}`.
struct NotificationPolicyUpdateBody: Body {
    static let schemaName: String? = "FlowRunNotificationPolicyUpdate"
    let change: NotificationPolicyUpdate

    init(from reader: inout BodyReader) {
        var change = NotificationPolicyUpdate()
        change.isActive = reader.optional("is_active", .boolean)
        change.stateNames = reader.optional("state_names", .strings)
        change.tags = reader.optional("tags", .strings)
        change.blockDocumentID = reader.optional("block_document_id", .id)
        change.messageTemplate = reader.field("message_template", .messageTemplate).nested
        self.change = change
    }
}

/// The body of `POST /api/flow_run_notification_policies/filter`.
struct NotificationPolicyListBody: Body {
    let page: PageBody
    let isActive: Bool?

    init(from reader: inout BodyReader) {
        page = PageBody(from: &reader)
        isActive = reader.optional("flow_run_notification_policy_filter", .object(FilterBody.self))?.isActive
    }

    private struct FilterBody: PlacedBody {
        let isActive: Bool?

        init(from reader: inout BodyReader) {
            // A filter that does not say so asks for those that are off: such is Prefect's default.
            switch reader.field("is_active", .object(EqualsBody.self)) {
            case .absent: isActive = false
            case .null: isActive = nil
            case .value(let body): isActive = body.equals
            }
        }
    }

    private struct EqualsBody: PlacedBody {
        let equals: Bool?
        init(from reader: inout BodyReader) { equals = reader.optional("eq_", .boolean) }
    }
}

extension Kind where Value == String {
    /// A text whose `{braces}` name what can be filled in.
    fileprivate static var messageTemplate: Kind {
        string.map(fallback: "") { text, json, location, problems in
            guard let name = NotificationPolicy.unknownVariable(in: text) else { return text }
            return problems.note(
                "value_error", "Value error, Invalid template variable provided: '\(name)'", json, at: location,
                context: ["error": [:]])
        }
    }
}
