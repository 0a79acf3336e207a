import Core
import JSON

/// The body of `POST /api/deployments/{id}/create_flow_run`.
struct DeploymentRunBody: Body {
    static let schemaName: String? = "DeploymentFlowRunCreate"

    private let request: DeploymentRunRequest
    private let state: StateBody?

    init(from reader: inout BodyReader) {
        var request = DeploymentRunRequest()
        state = reader.optional("state", .object(StateBody.self))
        // An empty name asks for a random one, too.
        request.name = reader.optional("name", .string).flatMap { $0.isEmpty ? nil : $0 }
        request.parameters = reader.optional("parameters", .parameters, default: JSONObject())
        request.enforcesParameterSchema = reader.optional("enforce_parameter_schema", .boolean)
        request.context = reader.optional("context", .dictionary, default: JSONObject())
        request.infrastructureDocumentID = reader.optional("infrastructure_document_id", .id)
        request.policy = reader.optional("empirical_policy", .object(FlowRunPolicyBody.self), default: .fallback).sparse
        request.tags = reader.optional("tags", .strings, default: [])
        request.idempotencyKey = reader.optional("idempotency_key", .string)
        request.labels = reader.optional("labels", .labels) ?? JSONObject()
        request.parentTaskRunID = reader.optional("parent_task_run_id", .id)
        request.workQueueName = reader.optional("work_queue_name", .string).flatMap { $0.isEmpty ? nil : $0 }
        request.jobVariables = reader.optional("job_variables", .dictionary) ?? JSONObject()
        self.request = request
    }

    /// The run of a deployment that this asks for, with what the server gives it.
    func run(
        of deployment: DeploymentFacts, _ effects: Effects, at now: Timestamp, wording: ParameterRefusal = .run,
        in tx: any Writing
    ) throws -> NewFlowRun {
        var request = request
        let stateID = effects.newID(at: now)
        request.state = state?.state(id: stateID, at: now)
        request.state?.details.members["flow_run_id"] = nil
        return try request.run(
            of: deployment, id: effects.newID(at: now), stateID: stateID,
            name: RunName.make(random: effects.random), effects: effects, at: now, wording: wording, in: tx)
    }
}
