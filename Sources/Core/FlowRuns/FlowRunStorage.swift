public import JSON

/// What can be asked about flow runs.
public protocol FlowRunReading {
    /// Writes a flow run as an object. False, with nothing written, when there is none.
    func writeFlowRun(_ id: ID, at now: Timestamp, into writer: inout JSONWriter) throws -> Bool
    /// Writes the flow runs of a page one after another.
    func writeFlowRuns(
        _ query: RunQuery, sort: FlowRunSort, page: Page, at now: Timestamp, into writer: inout JSONWriter) throws
    func countFlowRuns(_ query: RunQuery) throws -> Int
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
