import Core
import JSON

/// The body of `POST …/workers/heartbeat`.
struct HeartbeatBody: Body {
    let heartbeat: Heartbeat

    init(from reader: inout BodyReader) {
        heartbeat = Heartbeat(
            id: .none, worker: reader.required("name", .string),
            interval: reader.optional("heartbeat_interval_seconds", .integer))
    }
}

/// The body of `POST …/workers/filter`.
struct WorkerListBody: Body {
    let filter: WorkerFilter?
    let page: PageBody

    init(from reader: inout BodyReader) {
        var filter: WorkerFilter?
        page = PageBody(from: &reader) { filter = $0.optional("workers", .object(WorkerFilterBody.self))?.filter }
        self.filter = filter
    }
}

/// The object `workers` of a filter.
private struct WorkerFilterBody: Body {
    let filter: WorkerFilter

    init(from reader: inout BodyReader) {
        var filter = WorkerFilter()
        filter.joining = reader.optional("operator", .choice(.and), default: .and)
        filter.lastHeartbeatTime = reader.optional("last_heartbeat_time", .object(TimeBody.self))?.criteria
        filter.status = reader.optional("status", .object(StatusBody.self))?.criteria
        self.filter = filter
    }

    private struct StatusBody: PlacedBody {
        let criteria: WorkerStatusCriteria

        init(from reader: inout BodyReader) {
            criteria = WorkerStatusCriteria(
                any: reader.optional("any_", .list(of: .choice(.online))),
                notAny: reader.optional("not_any_", .list(of: .choice(.online))))
        }
    }
}
