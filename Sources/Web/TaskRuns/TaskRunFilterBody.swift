import Core
import JSON

/// The object `task_runs` of a filter.
struct TaskRunFilterBody: Body {
    let filter: TaskRunFilter

    init(from reader: inout BodyReader) {
        var filter = TaskRunFilter()
        filter.hasVoidMember = reader.hasVoidMember(besides: "flow_run_id")
        filter.joining = reader.optional("operator", .choice(.and), default: .and)
        filter.id = reader.optional("id", .object(AnyIDBody.self))?.criteria
        filter.name = reader.optional("name", .object(NameBody.self))?.criteria
        filter.tags = reader.optional("tags", .object(AllTagsBody.self))?.criteria
        filter.state = reader.optional("state", .object(TaskRunStateBody.self))?.criteria
        filter.startTime = reader.optional("start_time", .object(NullableTimeBody.self))?.criteria
        filter.endTime = reader.optional("end_time", .object(NullableTimeBody.self))?.criteria
        filter.expectedStartTime = reader.optional("expected_start_time", .object(TimeBody.self))?.criteria
        filter.hasSubflowRuns = reader.optional("subflow_runs", .object(ExistsBody.self))?.exists
        filter.flowRunID = reader.optional("flow_run_id", .object(FlowRunIDBody.self))?.criteria
        self.filter = filter
    }

    /// `operator`, `any_` and `is_null_`. Task runs without a flow run are left out unless they are asked for, and then
    /// nothing else is asked.
    private struct FlowRunIDBody: PlacedBody {
        let criteria: IDCriteria

        init(from reader: inout BodyReader) {
            _ = reader.optional("operator", .choice(Joining.and), default: .and)
            let any = reader.optional("any_", .list(of: .id))
            let isNull = reader.nullable("is_null_", .boolean, default: false)
            criteria =
                if isNull == true || (isNull == false && any == nil) {
                    IDCriteria(isNull: isNull)
                } else {
                    IDCriteria(any: any)
                }
        }
    }

    private struct ExistsBody: PlacedBody {
        let exists: Bool?
        init(from reader: inout BodyReader) { exists = reader.optional("exists_", .boolean) }
    }
}

/// The criteria on the state of a task run.
struct TaskRunStateBody: PlacedBody {
    let criteria: StateCriteria

    init(from reader: inout BodyReader) {
        var criteria = StateCriteria()
        criteria.joining = reader.optional("operator", .choice(.and), default: .and)
        criteria.anyType = reader.optional("type", .object(Types.self))?.any
        criteria.anyName = reader.optional("name", .object(AnyTextBody.self))?.criteria.any
        self.criteria = criteria
    }

    private struct Types: PlacedBody {
        let any: [StateType]?
        init(from reader: inout BodyReader) { any = reader.optional("any_", .list(of: .choice(.scheduled))) }
    }
}
