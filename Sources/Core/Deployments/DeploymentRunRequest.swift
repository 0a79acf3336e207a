public import JSON

/// What a client says of a run of a deployment that it wants.
public struct DeploymentRunRequest: Sendable {
    public var name: String?
    /// The first state; none is scheduled for now.
    public var state: State?
    public var parameters = JSONObject()
    /// Whether the parameters must match the deployment's schema; nil leaves that to the deployment.
    public var enforcesParameterSchema: Bool?
    public var context = JSONObject()
    public var infrastructureDocumentID: ID?
    public var policy = JSONObject()
    public var tags: [String] = []
    public var labels = JSONObject()
    public var jobVariables = JSONObject()
    public var idempotencyKey: String?
    public var parentTaskRunID: ID?
    public var workQueueName: String?

    public init() {}

    /// The run that the deployment and this request make together, waiting in the queue that either of them names.
    ///
    /// Throws what the real server answers when they do not fit: 400, 409 for parameters that the schema refuses, or 422
    /// for job variables that the work pool does not take.
    public func run(
        of deployment: DeploymentFacts, id: ID, stateID: ID, name: String, effects: Effects, at now: Timestamp,
        wording: ParameterRefusal = .run,
        in tx: any Writing
    ) throws -> NewFlowRun {
        let parameters = try ParameterHydration(tx).hydrate(deployment.parameters.merging(parameters), for: "flow run")
        if enforcesParameterSchema ?? deployment.enforcesParameterSchema {
            try wording.check(deployment.parameterSchema) { schema throws(ParameterSchema.Problem) in
                try schema.check(parameters)
            }
        }
        let pool = try deployment.workPoolID.flatMap { try tx.workPool($0) }
        if let pool { try tx.jobVariables(of: pool.baseJobTemplate).checkRun([deployment.jobVariables, jobVariables]) }
        var run = run(of: deployment, id: id, stateID: stateID, name: name, parameters: parameters, at: now)
        if let workQueueName {
            guard let pool else { throw Failure.badRequest(wording.noPool(workQueueName, deployment.id)) }
            run.workQueueName = workQueueName
            run.workQueueID = try WorkPlace(pool: pool.name, queue: workQueueName)
                .queue(effects: effects, at: now, in: tx)
        }
        return run
    }

    private func run(
        of deployment: DeploymentFacts, id: ID, stateID: ID, name: String, parameters: JSONObject, at now: Timestamp
    ) -> NewFlowRun {
        let state = state ?? .scheduled(for: now, id: stateID, at: now)
        var run = NewFlowRun(id: id, name: self.name ?? name, flowID: deployment.flowID, state: state)
        run.deploymentID = deployment.id
        run.deploymentVersion = deployment.version
        run.workQueueName = deployment.workQueueName
        run.workQueueID = deployment.workQueueID
        run.parameters = parameters
        run.jobVariables = jobVariables
        run.context = context
        run.policy = policy
        run.tags = deployment.tags + tags.filter { !deployment.tags.contains($0) }
        run.labels = labels
        run.idempotencyKey = idempotencyKey
        run.parentTaskRunID = parentTaskRunID
        run.infrastructureDocumentID = infrastructureDocumentID ?? deployment.infrastructureDocumentID
        return run
    }
}

extension State {
    /// A state in which a run waits for its time.
    public static func scheduled(for moment: Timestamp, id: ID, at now: Timestamp) -> State {
        var details = StateDetails()
        details.scheduledTime = moment
        return State(id: id, type: .scheduled, timestamp: now, details: details)
    }
}
