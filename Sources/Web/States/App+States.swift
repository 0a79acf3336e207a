import Core
import JSON

extension App {
    /// `POST /api/flow_runs/{id}/set_state`
    func setFlowRunState(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        let body = try call.parameters(SetStateBody.self, named: ["state", "force"])
        let state = body.state.state(id: effects.newID(at: now), at: now)
        let (chance, client) = (effects.random(), call.statedClient)
        let decision = try storage.write { tx in
            try StateSetting.setState(
                ofFlowRun: id, to: state, force: body.force, chance: chance, client: client, at: now, in: tx)
        }
        return .decision(decision)
    }

    /// `POST /api/task_runs/{id}/set_state`
    func setTaskRunState(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        let body = try call.parameters(SetStateBody.self, named: ["state", "force"])
        let state = body.state.state(id: effects.newID(at: now), at: now)
        let chance = effects.random()
        let decision = try storage.write { tx in
            try StateSetting.setState(ofTaskRun: id, to: state, force: body.force, chance: chance, at: now, in: tx)
        }
        return .decision(decision)
    }

    /// `GET /api/flow_run_states/{id}`
    func readFlowRunState(_ call: Call) throws -> Response {
        let id = try call.id()
        return try storage.read { tx in
            try .found(.ok, "Flow run state not found") { try tx.writeFlowRunState(id, into: &$0) }
        }
    }

    /// `GET /api/flow_run_states/?flow_run_id=`
    func listFlowRunStates(_ call: Call) throws -> Response {
        let id = try call.required(.flowRunID)
        return try storage.read { tx in try .list { try tx.writeStates(ofFlowRun: id, into: &$0) } }
    }

    /// `GET /api/task_run_states/{id}`
    func readTaskRunState(_ call: Call) throws -> Response {
        let id = try call.id()
        return try storage.read { tx in
            try .found(.ok, "Flow run state not found") { try tx.writeTaskRunState(id, into: &$0) }
        }
    }

    /// `GET /api/task_run_states/?task_run_id=`
    func listTaskRunStates(_ call: Call) throws -> Response {
        let id = try call.required(.taskRunID)
        return try storage.read { tx in try .list { try tx.writeStates(ofTaskRun: id, into: &$0) } }
    }
}

extension Response {
    /// What came of a proposed state: 201 when a state was stored, 200 with the current one when not.
    static func decision(_ decision: Decision) -> Response {
        .json(decision.entered == nil ? .ok : .created) { writer in writer.object { $0.members(of: decision) } }
    }
}

extension JSONWriter {
    /// The members `state`, `status` and `details`, which tell what came of a proposed state.
    mutating func members(of decision: Decision) {
        let (status, details) = decision.status.shown
        members(state: decision.state, of: decision.run, status: status, details: details)
    }

    /// The same for an answer that rules had no part in.
    mutating func members(state: State?, of run: RunFacts, status: String, details: JSONObject) {
        key("state")
        if let state {
            state.write(
                flowRunID: run.kind == .flowRun ? run.id : run.flowRunID,
                taskRunID: run.kind == .flowRun ? run.taskRunIDOfState : run.id, into: &self)
        } else {
            null()
        }
        member("status", .string(status))
        member("details", .object(details))
    }
}

extension Decision.Status {
    fileprivate var shown: (status: String, details: JSONObject) {
        switch self {
        case .accepted: ("ACCEPT", ["type": "accept_details"])
        case .rejected(let reason): ("REJECT", ["type": "reject_details", "reason": .string(reason)])
        case .aborted(let reason): ("ABORT", ["type": "abort_details", "reason": .string(reason)])
        case .wait(let seconds, let reason):
            ("WAIT", ["type": "wait_details", "delay_seconds": .int(seconds), "reason": .string(reason)])
        }
    }
}

extension Call {
    /// A body of several parameters of which some are required.
    fileprivate func parameters<Value: Body>(_ type: Value.Type, named names: [String]) throws -> Value {
        if let json = try parsedBody(), json != .null, json.object == nil {
            throw Failure.invalid(
                names.map {
                    .init(type: "missing", location: ["body", .string($0)], message: "Field required", input: .null)
                },
                body: json)
        }
        return try embeddedBody(type)
    }
}

extension Parameter where Value == ID {
    /// Whose states are asked for.
    static var flowRunID: Parameter { Parameter("flow_run_id", .id, isRequired: true) }
    static var taskRunID: Parameter { Parameter("task_run_id", .id, isRequired: true) }
}
