import Core
import JSON

extension App {
    /// `POST /api/ui/flow_runs/history`
    func readFlowRunsInShort(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(FlowRunsInShortBody.self)
        return try storage.read { tx in
            try .list {
                try tx.writeFlowRunsInShort(
                    body.query, sort: body.sort, page: body.page, at: call.request.now, into: &$0)
            }
        }
    }

    /// `POST /api/ui/flow_runs/count-task-runs`
    func countTaskRunsOfFlowRuns(_ call: Call) throws -> Response {
        let ids = try call.embeddedBody(FlowRunIDsBody.self).ids
        let counts = try storage.read { try $0.countTaskRuns(ofFlowRuns: ids) }
        return .counts(ids, counts)
    }

    /// `POST /api/ui/flows/count-deployments`
    func countDeploymentsOfFlows(_ call: Call) throws -> Response {
        let ids = try call.embeddedBody(FlowIDsBody.self).ids
        let counts = try storage.read { try $0.countDeployments(ofFlows: ids) }
        return .counts(ids, counts)
    }

    /// `POST /api/ui/flows/next-runs`: each flow's next run, or null.
    func readNextRunsOfFlows(_ call: Call) throws -> Response {
        let ids = try call.embeddedBody(FlowIDsBody.self).ids
        return try storage.read { tx in
            var writer = JSONWriter()
            try writer.object { writer in
                for id in ids.withoutRepeats {
                    writer.key(id.description)
                    if try !tx.writeNextFlowRun(ofFlow: id, into: &writer) { writer.null() }
                }
            }
            return .json(.ok, writer)
        }
    }
}

/// The body of `POST /api/ui/flow_runs/history`.
struct FlowRunsInShortBody: Body {
    let sort: FlowRunSort
    let page: Page
    let query: RunQuery

    private static let mostRows: Int64 = 1000

    init(from reader: inout BodyReader) {
        let standard = FlowRunSort.expectedStartTimeDescending
        sort = reader.optional("sort", .choice(standard)) ?? standard
        let limit = reader.optional("limit", Kind<Int64>.integer.atMost(Self.mostRows)) ?? Self.mostRows
        let offset = reader.optional("offset", .integer(atLeast: 0)) ?? 0
        page = Page(limit: limit < 0 ? Int(Self.mostRows) : Int(limit), offset: Int(offset))
        query = RunQueryBody(from: &reader, through: .workPools).query
    }
}

/// A body of the ids of flow runs.
struct FlowRunIDsBody: Body {
    let ids: [ID]
    init(from reader: inout BodyReader) { ids = reader.required("flow_run_ids", .list(of: .id)) }
}

/// A body of the ids of flows.
struct FlowIDsBody: Body {
    let ids: [ID]
    init(from reader: inout BodyReader) { ids = reader.required("flow_ids", .list(of: .id)) }
}

extension Response {
    /// Each id once, with its count.
    fileprivate static func counts(_ ids: [ID], _ counts: [ID: Int64]) -> Response {
        .json { writer in
            writer.object { for id in ids.withoutRepeats { $0.member(id.description, .int(counts[id] ?? 0)) } }
        }
    }
}

extension [ID] {
    fileprivate var withoutRepeats: [ID] {
        var seen: Set<ID> = []
        return filter { seen.insert($0).inserted }
    }
}
