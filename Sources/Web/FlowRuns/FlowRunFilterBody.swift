import Core
import JSON

/// The object `flow_runs` of a filter.
struct FlowRunFilterBody: Body {
    let filter: FlowRunFilter

    init(from reader: inout BodyReader) {
        var filter = FlowRunFilter()
        filter.hasVoidMember = reader.hasVoidMember
        filter.joining = reader.optional("operator", .choice(.and), default: .and)
        filter.id = reader.optional("id", .object(AnyOrNotIDBody.self))?.criteria
        filter.name = reader.optional("name", .object(NameBody.self))?.criteria
        filter.tags = reader.optional("tags", .object(TagsBody.self))?.criteria
        filter.deploymentID = reader.optional("deployment_id", .object(NullableIDBody.self))?.criteria
        filter.workQueueName = reader.optional("work_queue_name", .object(NullableTextBody.self))?.criteria
        filter.state = reader.optional("state", .object(FlowRunStateBody.self))?.criteria
        filter.flowVersion = reader.optional("flow_version", .object(AnyTextBody.self))?.criteria
        filter.startTime = reader.optional("start_time", .object(NullableTimeBody.self))?.criteria
        filter.endTime = reader.optional("end_time", .object(NullableTimeBody.self))?.criteria
        filter.expectedStartTime = reader.optional("expected_start_time", .object(TimeBody.self))?.criteria
        filter.nextScheduledStartTime = reader.optional("next_scheduled_start_time", .object(TimeBody.self))?.criteria
        filter.parentFlowRunID = reader.optional("parent_flow_run_id", .object(ParentBody.self))?.criteria
        filter.parentTaskRunID = reader.optional("parent_task_run_id", .object(NullableIDBody.self))?.criteria
        filter.idempotencyKey = reader.optional("idempotency_key", .object(AnyOrNotTextBody.self))?.criteria
        filter.createdBy = reader.optional("created_by", .object(CreatorBody.self))?.criteria
        self.filter = filter
    }

    /// `operator`, `id_`, `type_` and `is_null_` of who made a run.
    private struct CreatorBody: PlacedBody {
        let criteria: CreatorCriteria
        init(from reader: inout BodyReader) {
            var criteria = CreatorCriteria()
            criteria.joining = reader.optional("operator", .choice(.and), default: .and)
            criteria.ids = reader.optional("id_", .list(of: .id))
            criteria.types = reader.optional("type_", .strings)
            criteria.isNull = reader.optional("is_null_", .boolean)
            self.criteria = criteria
        }
    }

    /// `operator` and `any_` over ids.
    private struct ParentBody: PlacedBody {
        let criteria: IDCriteria
        init(from reader: inout BodyReader) {
            _ = reader.optional("operator", .choice(Joining.and), default: .and)
            criteria = IDCriteria(any: reader.optional("any_", .list(of: .id)))
        }
    }
}

/// The criteria on the state of a flow run.
struct FlowRunStateBody: PlacedBody {
    let criteria: StateCriteria

    init(from reader: inout BodyReader) {
        var criteria = StateCriteria()
        criteria.joining = reader.optional("operator", .choice(.and), default: .and)
        let type = reader.optional("type", .object(Types.self))
        criteria.anyType = type?.any
        criteria.notAnyType = type?.notAny
        let name = reader.optional("name", .object(AnyOrNotTextBody.self))?.criteria
        criteria.anyName = name?.any
        criteria.notAnyName = name?.notAny
        self.criteria = criteria
    }

    private struct Types: PlacedBody {
        let any: [StateType]?
        let notAny: [StateType]?
        init(from reader: inout BodyReader) {
            any = reader.optional("any_", .list(of: .choice(.scheduled)))
            notAny = reader.optional("not_any_", .list(of: .choice(.scheduled)))
        }
    }
}
