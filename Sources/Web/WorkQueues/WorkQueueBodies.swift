import Core
import JSON

/// The body of `POST …/queues` and of `POST /api/work_queues/`.
struct WorkQueueCreateBody: Body {
    let queue: NewWorkQueue

    init(from reader: inout BodyReader) {
        var queue = NewWorkQueue(id: .none, workPoolID: .none, name: reader.required("name", .name))
        queue.description = reader.optional("description", .string) ?? ""
        queue.isPaused = reader.optional("is_paused", .boolean, default: false)
        queue.concurrencyLimit = reader.optional("concurrency_limit", .integer(atLeast: 0))
        queue.priority = reader.optional("priority", .integer(above: 0))
        queue.filter = reader.optional("filter", .object(QueueFilterBody.self))?.stored
        self.queue = queue
    }
}

/// The body of `PATCH …/queues/{name}` and of `PATCH /api/work_queues/{id}`.
struct WorkQueueUpdateBody: Body {
    let change: WorkQueueChange
    /// A member is null that every queue has.
    let emptiesWhatMustBe: Bool

    init(from reader: inout BodyReader) {
        var change = WorkQueueChange()
        let name = reader.field("name", .string)
        let description = reader.field("description", .string)
        change.isPaused = reader.present("is_paused", .boolean)
        change.concurrencyLimit = reader.field("concurrency_limit", .integer(atLeast: 0)).nested
        let priority = reader.field("priority", .integer(above: 0))
        change.lastPolled = reader.field("last_polled", .time).nested
        change.filter =
            switch reader.field("filter", .object(QueueFilterBody.self)) {
            case .absent: .none
            case .null: .some(nil)
            case .value(let body): .some(body.stored)
            }
        change.name = name.value
        change.description = description.value
        change.priority = priority.value
        self.change = change
        emptiesWhatMustBe = name.isNull || description.isNull || priority.isNull
    }
}

/// By what a queue of Prefect 2 picks its runs.
struct QueueFilterBody: Body {
    let stored: JSONObject

    init(from reader: inout BodyReader) {
        let tags = reader.optional("tags", .strings)
        let deployments = reader.optional("deployment_ids", .list(of: .id))
        stored = [
            "tags": tags.map { .array($0.map(JSONValue.string)) } ?? .null,
            "deployment_ids": deployments.map { .array($0.map { .string($0.description) }) } ?? .null,
        ]
    }

    static var ignoresUnknownMembers: Bool { true }
}

/// The body of `POST …/queues/filter`.
struct WorkQueueListBody: Body {
    let filter: WorkQueueFilter?
    let page: PageBody

    init(from reader: inout BodyReader) {
        var filter: WorkQueueFilter?
        page = PageBody(from: &reader) {
            filter = $0.optional("work_queues", .object(WorkQueueFilterBody.self))?.filter
        }
        self.filter = filter
    }
}
