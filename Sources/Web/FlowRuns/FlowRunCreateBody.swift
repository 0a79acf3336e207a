import Core
import JSON

/// The body of `POST /api/flow_runs/`.
struct FlowRunCreateBody: Body {
    /// Nil asks for a pending run.
    private let state: StateBody?
    /// Nil or empty asks for a random name.
    private let name: String?
    private let run: NewFlowRun
    private let workPoolName: String?

    init(from reader: inout BodyReader) {
        state = reader.optional("state", .object(StateBody.self))
        name = reader.optional("name", .string)
        let none = ID(high: 0, low: 0)
        var run = NewFlowRun(
            id: none, name: "", flowID: reader.required("flow_id", .id),
            state: State(id: none, type: .pending, timestamp: .earliest))
        run.flowVersion = reader.optional("flow_version", .string)
        run.parameters = reader.optional("parameters", .parameters, default: JSONObject())
        run.context = reader.optional("context", .dictionary, default: JSONObject())
        run.parentTaskRunID = reader.optional("parent_task_run_id", .id)
        run.infrastructureDocumentID = reader.optional("infrastructure_document_id", .id)
        run.policy = reader.optional("empirical_policy", .object(FlowRunPolicyBody.self))?.sparse ?? JSONObject()
        run.tags = reader.optional("tags", .strings, default: [])
        run.labels = reader.optional("labels", .labels) ?? JSONObject()
        run.idempotencyKey = reader.optional("idempotency_key", .string)
        workPoolName = reader.optional("work_pool_name", .string)
        run.workQueueName = reader.optional("work_queue_name", .string)
        run.jobVariables = reader.optional("job_variables", .dictionary)
        run.deploymentID = reader.optional("deployment_id", .id)
        self.run = run
    }

    /// Where it is to wait.
    var place: WorkPlace { WorkPlace(pool: workPoolName, queue: run.workQueueName) }

    /// The run with what the server gives it.
    func run(_ effects: Effects, at now: Timestamp) -> NewFlowRun {
        var run = run
        run.id = effects.newID(at: now)
        run.name = name.flatMap { $0.isEmpty ? nil : $0 } ?? RunName.make(random: effects.random)
        let stateID = effects.newID(at: now)
        run.state = state?.state(id: stateID, at: now) ?? State(id: stateID, type: .pending, timestamp: now)
        return run
    }
}

extension Kind where Value == JSONObject {
    /// Parameters of a flow: an object of bounded size.
    static var parameters: Kind {
        dictionary.map(fallback: JSONObject()) { object, json, location, problems in
            let most = problems.bounds.parameterBytes
            let size = json.text.utf8.count
            guard size > most else { return object }
            return problems.note(
                "value_error",
                "Value error, Flow run parameters must be less than \(most.withCommas) bytes when serialized "
                    + "(got \(size.withCommas) bytes).",
                json, at: location, context: ["error": [:]])
        }
    }
}
