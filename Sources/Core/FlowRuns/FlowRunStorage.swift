public import JSON

/// What can be asked about flow runs.
public protocol FlowRunReading {
    /// Writes a flow run as an object. False, with nothing written, when there is none.
    func writeFlowRun(_ id: ID, at now: Timestamp, into writer: inout JSONWriter) throws -> Bool
    /// Writes the flow runs of a page one after another.
    func writeFlowRuns(
        _ query: RunQuery, sort: FlowRunSort, page: Page, at now: Timestamp, into writer: inout JSONWriter) throws
    func countFlowRuns(_ query: RunQuery) throws -> Int
    /// The newest runs that the filters find.
    func flowRuns(_ query: RunQuery, limit: Int) throws -> [ID]
    /// Nil when there is no such run.
    func flowRunName(_ id: ID) throws -> String?
    /// Nil when there is no such run.
    func flowRunStanding(_ id: ID) throws -> FlowRunStanding?
}

/// What can be changed about flow runs, their states aside.
public protocol FlowRunWriting {
    /// Changes what is given. False when there is no such run.
    func updateFlowRun(_ id: ID, _ change: FlowRunUpdate, at now: Timestamp) throws -> Bool
    /// Lays labels over those of a run. False when there is no such run.
    func addLabels(_ labels: JSONObject, toFlowRun id: ID, at now: Timestamp) throws -> Bool
    /// Deletes a run with its states, task runs and logs. False when there is no such run.
    func deleteFlowRun(_ id: ID) throws -> Bool
}

/// A change to a flow run; nil leaves a member as it is, an inner nil makes it null.
public struct FlowRunUpdate: Sendable {
    public var name: String??
    public var flowVersion: String??
    public var parameters: JSONObject?
    public var empiricalPolicy: JSONObject?
    public var tags: [String]?
    public var infrastructurePID: String??
    public var jobVariables: JSONObject??

    public init() {}
}

extension FlowRunReading where Self: DeploymentReading & WorkPoolReading & BlockDocumentReading {
    /// Job variables may change only while a deployment's run waits to start, to what its work pool takes.
    ///
    /// Throws the failure that Prefect's server answers when they may not.
    public func checkChange(ofJobVariables variables: JSONObject, ofFlowRun id: ID) throws {
        guard let run = try flowRunStanding(id) else { throw Failure.notFound("Flow run not found") }
        guard let type = run.stateType else {
            throw Failure.badRequest("Flow run state is required to update job variables but none exists")
        }
        guard type == .scheduled else {
            throw Failure.badRequest("Job variables for a flow run in state \(type.rawValue) cannot be updated")
        }
        guard let deployment = try run.deploymentID.flatMap({ try deployment($0) }) else {
            throw Failure.badRequest("A deployment for the flow run could not be found")
        }
        guard let pool = try deployment.workPoolID.flatMap({ try workPool($0) }) else { return }
        try jobVariables(of: pool.baseJobTemplate).checkRun([deployment.jobVariables, variables], updating: true)
    }
}

/// How a flow run stands, in short.
public struct FlowRunStanding: Sendable {
    public var stateType: StateType?
    public var deploymentID: ID?

    public init(stateType: StateType?, deploymentID: ID?) {
        self.stateType = stateType
        self.deploymentID = deploymentID
    }
}
