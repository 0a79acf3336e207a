public import JSON

/// What can be asked about the states that runs went through.
public protocol StateReading {
    /// Writes a state of a flow run as an object. False, with nothing written, when there is none.
    func writeFlowRunState(_ id: ID, into writer: inout JSONWriter) throws -> Bool
    /// Writes the states of a flow run one after another, oldest first.
    func writeStates(ofFlowRun id: ID, into writer: inout JSONWriter) throws
    /// Writes a state of a task run as an object. False, with nothing written, when there is none.
    func writeTaskRunState(_ id: ID, into writer: inout JSONWriter) throws -> Bool
    /// Writes the states of a task run one after another, oldest first.
    func writeStates(ofTaskRun id: ID, into writer: inout JSONWriter) throws
}
