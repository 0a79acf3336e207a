import Core
import JSON

extension App {
    /// `GET /api/flow_runs/{id}/blockers`: why the run does not run. Rigel's own; Prefect's server has nothing like it.
    func listBlockers(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        let blockers = try storage.read { tx -> [Blocker] in
            if let run = try tx.circumstances(ofFlowRun: id, at: now) { return Blocker.of(run, at: now) }
            guard try tx.flowRunStanding(id) != nil else { throw Failure.notFound("Flow run not found") }
            return []
        }
        return .json { $0.value(.array(blockers.map(\.json))) }
    }
}

extension Routes {
    static let blockers: [Route] = [
        Route(
            "GET /api/flow_runs/{id}/blockers", App.listBlockers,
            "Say why a flow run does not run, and what would free it",
            gives: .list(.blocker), for: .rigel)
    ]
}

extension Blocker {
    /// The blocker as the API answers it.
    fileprivate var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "message": .string(message), "since": .time(since), "until": .time(until),
            "resource": resource.map {
                ["kind": .string($0.kind), "id": .string($0.id.description), "name": .string($0.name)]
            } ?? .null,
            "holders": .array(
                holders.map {
                    [
                        "flow_run_id": .string($0.run.id.description), "name": .string($0.run.name),
                        "since": .time($0.since),
                    ]
                }),
            "remedy": [
                "text": .string(remedy.text), "method": remedy.method.map(JSONValue.string) ?? .null,
                "path": remedy.path.map { .string("/api\(PercentCoding.encodePath($0))") } ?? .null,
                "body": remedy.body.map(JSONValue.object) ?? .null,
                "command": remedy.command.map(JSONValue.string) ?? .null,
            ],
        ]
    }
}

extension JSONValue {
    fileprivate static func time(_ moment: Timestamp?) -> JSONValue { moment.map { .string($0.description) } ?? .null }
}
