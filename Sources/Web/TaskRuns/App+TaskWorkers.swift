import Core
import JSON

extension App {
    /// `POST /api/task_workers/filter`: who waits for background task runs at this moment.
    func filterTaskWorkers(_ call: Call) throws -> Response {
        let keys = try call.embeddedBody(TaskWorkerListBody.self).taskKeys
        let now = call.request.now
        let workers = try storage.read { try $0.taskWorkers(for: keys) }
        return .json { writer in
            writer.array { list in
                for worker in workers {
                    list.object {
                        $0.member("identifier", .string(worker.name))
                        $0.member("task_keys", .array(worker.taskKeys.map(JSONValue.string)))
                        // They are connected, so this is when they were seen last.
                        $0.member("timestamp", .string(now.description))
                    }
                }
            }
        }
    }
}

/// The body of `POST /api/task_workers/filter`.
struct TaskWorkerListBody: Body {
    let taskKeys: [String]

    init(from reader: inout BodyReader) {
        taskKeys = reader.optional("task_worker_filter", .object(FilterBody.self))?.taskKeys ?? []
    }

    private struct FilterBody: PlacedBody {
        let taskKeys: [String]
        static var ignoresUnknownMembers: Bool { true }
        init(from reader: inout BodyReader) { taskKeys = reader.required("task_keys", .strings) }
    }
}
