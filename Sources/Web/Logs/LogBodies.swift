import Core
import JSON

/// One of the lines in the body of `POST /api/logs/`.
struct LogCreateBody: Body {
    let log: Log

    init(from reader: inout BodyReader) {
        log = Log(
            name: reader.required("name", .string), level: reader.required("level", .integer),
            message: reader.required("message", .string), timestamp: reader.required("timestamp", .time),
            flowRunID: reader.optional("flow_run_id", .id), taskRunID: reader.optional("task_run_id", .id))
    }
}

/// The body of `POST /api/logs/filter`.
struct LogListBody: Body {
    let page: PageBody
    let filter: LogFilter
    let sort: LogSort

    init(from reader: inout BodyReader) {
        page = PageBody(from: &reader)
        filter = reader.optional("logs", .object(LogFilterBody.self))?.filter ?? LogFilter()
        sort = reader.optional("sort", .choice(.timestampAscending), default: .timestampAscending)
    }
}

/// The object `logs` of a filter.
struct LogFilterBody: Body {
    let filter: LogFilter

    init(from reader: inout BodyReader) {
        var filter = LogFilter()
        filter.hasVoidMember = reader.hasVoidMember
        filter.joining = reader.optional("operator", .choice(.and), default: .and)
        filter.level = reader.optional("level", .object(LevelBody.self))?.criteria
        filter.timestamp = reader.optional("timestamp", .object(TimeBody.self))?.criteria
        filter.flowRunID = reader.optional("flow_run_id", .object(AnyIDBody.self))?.criteria
        filter.taskRunID = reader.optional("task_run_id", .object(TaskRunBody.self))?.criteria
        filter.text = reader.optional("text", .object(SearchBody.self))?.search
        self.filter = filter
    }

    private struct LevelBody: PlacedBody {
        let criteria: NumberCriteria
        init(from reader: inout BodyReader) {
            criteria = NumberCriteria(
                atLeast: reader.optional("ge_", .integer), atMost: reader.optional("le_", .integer))
        }
    }

    private struct TaskRunBody: PlacedBody {
        let criteria: IDCriteria
        init(from reader: inout BodyReader) {
            criteria = IDCriteria(
                any: reader.optional("any_", .list(of: .id)), isNull: reader.optional("is_null_", .boolean))
        }
    }

    private struct SearchBody: PlacedBody {
        let search: TextSearch
        init(from reader: inout BodyReader) {
            search = TextSearch(query: reader.required("query", .string(atMost: 200)))
        }
    }
}
