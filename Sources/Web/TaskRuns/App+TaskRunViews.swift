import Core
import JSON

extension App {
    /// `GET /api/ui/task_runs/{id}`: a task run with the name of its flow run.
    func readTaskRunWithFlowRun(_ call: Call) throws -> Response {
        let id = try call.id()
        return try storage.read { tx in
            try .found(.ok, "Task not found") {
                try tx.writeTaskRunWithFlowRun(id, at: call.request.now, into: &$0)
            }
        }
    }

    /// `POST /api/ui/task_runs/count`
    func countTaskRunsByState(_ call: Call) throws -> Response {
        let query = try call.embeddedBody(TaskRunQueryBody.self).query
        let counts = try storage.read { try $0.taskRunCounts(query) }
        return .json { writer in
            writer.object { for type in StateType.allCases { $0.member(type.rawValue, .int(counts[type] ?? 0)) } }
        }
    }

    /// `POST /api/ui/task_runs/dashboard/counts`: what came of the task runs that started within a time, in twenty parts.
    func readTaskRunOutcomes(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(TaskRunOutcomesBody.self)
        let (start, end) = try body.bounds(now: call.request.now)
        let parts = 20
        var completed = [Int64](repeating: 0, count: parts)
        var failed = completed
        // A part is never nothing, so that a time that ends before it begins has parts without runs.
        let part = max(Interval(microseconds: (end - start).microseconds / Int64(parts)), Interval(microseconds: 1))
        for outcomes in try storage.read({ try $0.taskRunOutcomes(body.query, from: start, bucket: part) }) {
            let place = min(outcomes.bucket, parts - 1)
            completed[place] += outcomes.completed
            failed[place] += outcomes.failed
        }
        return .json { writer in
            writer.array { list in
                for (completed, failed) in zip(completed, failed) {
                    list.object {
                        $0.member("completed", .int(completed))
                        $0.member("failed", .int(failed))
                    }
                }
            }
        }
    }
}

/// The body of `POST /api/ui/task_runs/dashboard/counts`.
struct TaskRunOutcomesBody: Body {
    let query: RunQuery
    private let startTime: TimeCriteria?

    init(from reader: inout BodyReader) {
        var taskRuns = reader.required("task_runs", .object(TaskRunFilterBody.self)).filter
        var query = TaskRunSurroundingsBody(from: &reader).query
        startTime = taskRuns.startTime
        var over = StateCriteria()
        over.anyType = StateType.allCases.filter(\.isFinal)
        taskRuns.state = over
        query.taskRuns = taskRuns
        self.query = query
    }

    /// From the minute of the earliest start that is asked for to the end of that of the latest, or of the present one.
    func bounds(now: Timestamp) throws -> (Timestamp, Timestamp) {
        guard let after = startTime?.after else {
            throw Failure.unprocessable("task_runs.start_time.after_ is required")
        }
        let minute: Int64 = 60_000_000
        let last = (startTime?.before ?? now).startOfMinute
        return (after.startOfMinute, last + Interval(microseconds: minute - 1))
    }
}

extension Timestamp {
    fileprivate var startOfMinute: Timestamp {
        let minute: Int64 = 60_000_000
        let past = microseconds % minute
        return Timestamp(microseconds: microseconds - (past < 0 ? past + minute : past))
    }
}
