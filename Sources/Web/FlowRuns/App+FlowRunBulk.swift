import Core
import JSON

extension App {
    /// `POST /api/flow_runs/bulk_delete`: deletes the newest runs of a filter and names them.
    func deleteFlowRuns(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(FlowRunBulkBody.self)
        let deleted = try storage.write { tx in
            try tx.flowRuns(body.query, limit: body.limit).filter { try tx.deleteFlowRun($0) }
        }
        return .json { $0.value(["deleted": .array(deleted.map { .string($0.description) })]) }
    }

    /// `POST /api/flow_runs/bulk_set_state`: asks each run of a filter for a state and tells what came of it.
    func setFlowRunStates(_ call: Call) throws -> Response {
        let now = call.request.now
        let body = try call.embeddedBody(FlowRunBulkStateBody.self)
        let effects = effects
        let decisions = try storage.write { tx in
            try tx.flowRuns(body.runs.query, limit: body.runs.limit).map { id in
                let state = body.state.state(id: effects.newID(at: now), at: now)
                return try StateSetting.setState(
                    ofFlowRun: id, to: state, force: body.force, chance: effects.random(), at: now, in: tx)
            }
        }
        return .json { writer in
            writer.object { writer in
                writer.key("results")
                writer.array { list in
                    for decision in decisions {
                        list.object { result in
                            result.member("flow_run_id", .string(decision.run.id.description))
                            result.members(of: decision)
                        }
                    }
                }
            }
        }
    }
}

/// The body of `POST /api/flow_runs/bulk_delete`.
struct FlowRunBulkBody: Body {
    let query: RunQuery
    let limit: Int

    /// Runs that one request changes at most.
    static let mostRows: Int64 = 50

    init(from reader: inout BodyReader) {
        query = RunQuery(flowRuns: reader.optional("flow_runs", .object(FlowRunFilterBody.self))?.filter)
        limit = FlowRunBulkBody.limit(from: &reader)
    }

    fileprivate init(query: RunQuery, limit: Int) {
        self.query = query
        self.limit = limit
    }

    fileprivate static func limit(from reader: inout BodyReader) -> Int {
        Int(reader.optional("limit", Kind<Int64>.integer(atLeast: 1).atMost(mostRows)) ?? mostRows)
    }
}

/// The body of `POST /api/flow_runs/bulk_set_state`.
struct FlowRunBulkStateBody: Body {
    let runs: FlowRunBulkBody
    let state: StateBody
    let force: Bool

    init(from reader: inout BodyReader) {
        let filter = reader.optional("flow_runs", .object(FlowRunFilterBody.self))?.filter
        state = reader.required("state", .object(StateBody.self))
        force = reader.optional("force", .boolean) ?? false
        runs = FlowRunBulkBody(query: RunQuery(flowRuns: filter), limit: FlowRunBulkBody.limit(from: &reader))
    }
}
