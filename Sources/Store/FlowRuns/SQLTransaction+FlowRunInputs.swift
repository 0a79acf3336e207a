public import Core
public import JSON

extension WirePlan {
    static let flowRunInput = WirePlan(WireTable(wire: FlowRunInput.wire, name: "flow_run_input"))
}

extension SQLTransaction: FlowRunInputReading {
    public func value(ofInput key: String, of flowRun: ID) throws -> String? {
        try connection.first("SELECT value FROM flow_run_input WHERE flow_run_id = \(flowRun) AND key = \(key)") {
            $0.text(0)
        }
    }

    public func writeInputs(of flowRun: ID, _ search: FlowRunInputSearch, into writer: inout JSONWriter) throws {
        try writeRows(
            .flowRunInput,
            """
            WHERE flow_run_id = \(flowRun) AND key LIKE \(search.prefix + "%")
                AND key NOT IN \(SQL.list(search.excluded))
            ORDER BY created, rowid LIMIT \(search.limit)
            """, at: .earliest, into: &writer)
    }
}

extension SQLTransaction: FlowRunInputWriting {
    public func createInput(_ input: FlowRunInput, id: ID, at now: Timestamp) throws {
        guard try connection.exists("SELECT 1 FROM flow_run WHERE id = \(input.flowRunID)") else {
            throw Failure.notFound("Flow run not found")
        }
        let inserted = try connection.run(
            """
            INSERT INTO flow_run_input (id, created, updated, flow_run_id, key, value, sender)
            VALUES (\(id), \(now), \(now), \(input.flowRunID), \(input.key), \(input.value), \(input.sender))
            ON CONFLICT (flow_run_id, key) DO NOTHING
            """)
        guard inserted > 0 else { throw Failure.conflict("A flow run input with this key already exists.") }
    }

    public func deleteInput(_ key: String, of flowRun: ID) throws -> Bool {
        try connection.run("DELETE FROM flow_run_input WHERE flow_run_id = \(flowRun) AND key = \(key)") > 0
    }
}
