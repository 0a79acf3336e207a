public import Core
public import JSON

extension WirePlan {
    static let flowRunState = WirePlan(WireTable(wire: State.wire, name: "flow_run_state"))
    static let taskRunState = WirePlan(WireTable(wire: State.wire, name: "task_run_state"))
}

extension SQLTransaction: StateReading {
    public func writeFlowRunState(_ id: ID, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.flowRunState, "WHERE id = \(id)", at: .earliest, into: &writer)
    }

    public func writeStates(ofFlowRun id: ID, into writer: inout JSONWriter) throws {
        try writeRows(
            .flowRunState, "WHERE flow_run_id = \(id) ORDER BY timestamp, id", at: .earliest, into: &writer)
    }

    public func writeTaskRunState(_ id: ID, into writer: inout JSONWriter) throws -> Bool {
        try writeRow(.taskRunState, "WHERE id = \(id)", at: .earliest, into: &writer)
    }

    public func writeStates(ofTaskRun id: ID, into writer: inout JSONWriter) throws {
        try writeRows(
            .taskRunState, "WHERE task_run_id = \(id) ORDER BY timestamp, id", at: .earliest, into: &writer)
    }
}
