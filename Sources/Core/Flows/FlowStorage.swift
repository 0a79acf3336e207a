public import JSON

/// What can be asked about flows.
public protocol FlowReading {
    /// Writes a flow as an object. False, with nothing written, when there is none.
    func writeFlow(_ id: ID, into writer: inout JSONWriter) throws -> Bool
    func writeFlow(named name: String, into writer: inout JSONWriter) throws -> Bool
    /// Writes the flows of a page one after another.
    func writeFlows(_ query: RunQuery, sort: FlowSort, page: Page, into writer: inout JSONWriter) throws
    func countFlows(_ query: RunQuery) throws -> Int
}

/// What can be changed about flows.
public protocol FlowWriting {
    /// Makes a flow unless one of that name is there. Answers its id, and whether it is new.
    func createFlow(_ flow: FlowCreate, id: ID, at now: Timestamp) throws -> (id: ID, isNew: Bool)
    /// Replaces the tags. False when there is no such flow.
    func updateFlow(_ id: ID, tags: [String]?, at now: Timestamp) throws -> Bool
    /// Deletes a flow with its deployments and runs. False when there is no such flow.
    func deleteFlow(_ id: ID) throws -> Bool
    /// Deletes the first flows of a filter by name, with their deployments and runs. Answers which they were.
    func deleteFlows(_ query: RunQuery, limit: Int) throws -> [ID]
}
