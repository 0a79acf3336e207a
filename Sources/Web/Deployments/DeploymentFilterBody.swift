import Core
import JSON

/// The object `deployments` of a filter.
struct DeploymentFilterBody: Body {
    let filter: DeploymentFilter

    init(from reader: inout BodyReader) {
        var filter = DeploymentFilter()
        filter.hasVoidMember = reader.hasVoidMember
        filter.joining = reader.optional("operator", .choice(.and), default: .and)
        filter.id = reader.optional("id", .object(AnyOrNotIDBody.self))?.criteria
        filter.name = reader.optional("name", .object(NameBody.self))?.criteria
        filter.flowOrDeploymentName = reader.optional("flow_or_deployment_name", .object(LikeBody.self))?.like
        filter.paused = reader.optional("paused", .object(EqualsBody.self))?.equals
        filter.tags = reader.optional("tags", .object(TagsBody.self))?.criteria
        filter.workQueueName = reader.optional("work_queue_name", .object(AnyTextBody.self))?.criteria
        filter.concurrencyLimit = reader.optional("concurrency_limit", .object(NumberBody.self))?.criteria
        self.filter = filter
    }

    private struct LikeBody: PlacedBody {
        let like: String?
        init(from reader: inout BodyReader) { like = reader.optional("like_", .string) }
    }

    private struct EqualsBody: PlacedBody {
        let equals: Bool?
        init(from reader: inout BodyReader) { equals = reader.optional("eq_", .boolean) }
    }

    private struct NumberBody: PlacedBody {
        let criteria: NumberCriteria
        init(from reader: inout BodyReader) {
            criteria = NumberCriteria(
                atLeast: reader.optional("ge_", .integer), atMost: reader.optional("le_", .integer),
                isNull: reader.optional("is_null_", .boolean))
        }
    }
}
