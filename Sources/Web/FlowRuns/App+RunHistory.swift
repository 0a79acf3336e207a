import Core
import JSON

extension App {
    /// `POST /api/flow_runs/history`
    func readFlowRunHistory(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(RunHistoryBody<FlowRunHistoryQueryBody>.self)
        let intervals = try body.intervals()
        let now = call.request.now
        return .history(intervals, try storage.read { try $0.flowRunHistory(body.query, in: intervals, at: now) })
    }

    /// `POST /api/task_runs/history`
    func readTaskRunHistory(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(RunHistoryBody<TaskRunQueryBody>.self)
        let intervals = try body.intervals()
        let now = call.request.now
        return .history(intervals, try storage.read { try $0.taskRunHistory(body.query, in: intervals, at: now) })
    }

    /// `POST /api/flow_runs/lateness`: seconds, or null when no run is found.
    func readFlowRunLateness(_ call: Call) throws -> Response {
        let query = try call.embeddedBody(RunQueryBody.self).query
        let lateness = try storage.read { try $0.averageLateness(ofFlowRuns: query, at: call.request.now) }
        return .json { if let lateness { $0.value(lateness) } else { $0.null() } }
    }
}

/// The body of a history: its bounds, the length of its intervals in seconds, filters.
struct RunHistoryBody<Filters: QueryBody>: Body {
    let query: RunQuery
    private let start: Timestamp
    private let end: Timestamp
    private let seconds: Double

    init(from reader: inout BodyReader) {
        start = reader.required("history_start", .time)
        end = reader.required("history_end", .time)
        seconds = reader.required("history_interval_seconds", .number)
        query = Filters(from: &reader).query
    }

    /// The intervals, once their length is seen to be a second at least.
    func intervals() throws -> HistoryIntervals {
        guard seconds >= 1 else {
            throw Failure.unprocessable("History interval must not be less than 1 second.")
        }
        let length = Interval(seconds: seconds) ?? Interval(microseconds: .max)
        return HistoryIntervals(from: start, to: end, length: length)
    }
}

/// The filters of a history of flow runs, which calls queues by another name than lists do.
struct FlowRunHistoryQueryBody: QueryBody {
    let query: RunQuery

    init(from reader: inout BodyReader) {
        var query = RunQueryBody(from: &reader, through: .workPools).query
        query.workQueues = reader.optional("work_queues", .object(WorkQueueFilterBody.self))?.filter
        self.query = query
    }
}

extension Response {
    /// The intervals one after another, each with the states of its runs.
    fileprivate static func history(_ intervals: HistoryIntervals, _ entries: [HistoryEntry]) -> Response {
        var rest = entries[...]
        return .json { writer in
            writer.array { list in
                for place in 0..<intervals.count {
                    list.object { interval in
                        interval.key("interval_start")
                        interval.plain { intervals.start(of: place).append(to: &$0) }
                        interval.key("interval_end")
                        interval.plain { intervals.start(of: place + 1).append(to: &$0) }
                        interval.key("states")
                        interval.array { states in
                            while let entry = rest.first, entry.interval == place {
                                rest.removeFirst()
                                states.write(entry)
                            }
                        }
                    }
                }
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ entry: HistoryEntry) {
        object { state in
            state.member("state_type", .string(entry.stateType))
            state.member("state_name", .string(entry.stateName))
            state.member("count_runs", .int(entry.runs))
            state.member("sum_estimated_run_time", .double(entry.runTime.seconds))
            state.member("sum_estimated_lateness", .double(entry.lateness.seconds))
        }
    }
}
