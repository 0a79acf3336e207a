import Core
import JSON

extension App {
    /// `GET /api/task_runs/{id}`
    func readTaskRun(_ call: Call) throws -> Response {
        let id = try call.id()
        return try storage.read { tx in
            try .found(.ok, "Task not found") { try tx.writeTaskRun(id, at: call.request.now, into: &$0) }
        }
    }

    /// `POST /api/task_runs/filter`
    func filterTaskRuns(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(ListBody<TaskRunSort, TaskRunQueryBody>.self)
        let page = try body.page.checked()
        return try storage.read { tx in
            try .list {
                try tx.writeTaskRuns(body.query, sort: body.sort, page: page, at: call.request.now, into: &$0)
            }
        }
    }

    /// `POST /api/task_runs/count`
    func countTaskRuns(_ call: Call) throws -> Response {
        let query = try call.embeddedBody(TaskRunQueryBody.self).query
        let count = try storage.read { try $0.countTaskRuns(query) }
        return .json { $0.value(Int64(count)) }
    }

    /// `POST /api/task_runs/paginate`
    func paginateTaskRuns(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(PagesListBody<TaskRunSort, TaskRunQueryBody>.self)
        let page = try body.pages.checked()
        return try storage.read { tx in
            try .pages(page, of: tx.countTaskRuns(body.query)) {
                try tx.writeTaskRuns(body.query, sort: body.sort, page: page.page, at: call.request.now, into: &$0)
            }
        }
    }

    /// `PATCH /api/task_runs/{id}`
    func updateTaskRun(_ call: Call) throws -> Response {
        let id = try call.id()
        let name = try call.body(TaskRunUpdateBody.self).name(random: effects.random)
        let found = try storage.write { try $0.updateTaskRun(id, name: name, at: call.request.now) }
        guard found else { throw Failure.notFound("Task run not found") }
        return .noContent
    }

    /// `DELETE /api/task_runs/{id}`
    func deleteTaskRun(_ call: Call) throws -> Response {
        let id = try call.id()
        try storage.change(or: .notFound("Task not found")) { try $0.deleteTaskRun(id) }
        return .noContent
    }
}

/// The body of `PATCH /api/task_runs/{id}`.
struct TaskRunUpdateBody: Body {
    private let name: Field<String>

    init(from reader: inout BodyReader) { name = reader.field("name", .string) }

    /// The new name, a random one where it is to be empty or null, as in Prefect's server; nil when none was sent.
    func name(random: () -> UInt64) -> String? {
        switch name {
        case .absent: nil
        case .value(let name) where !name.isEmpty: name
        case .null, .value: RunName.make(random: random)
        }
    }
}
