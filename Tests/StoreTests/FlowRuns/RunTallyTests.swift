import Core
import Testing

@testable import Store

/// Counts by state are kept, and are what counting would find.
@Suite struct RunTallyTests {
    private static func connection() throws -> Connection {
        let connection = try Connection(path: ":memory:")
        try connection.script("PRAGMA foreign_keys = ON")
        try Migration.run(on: connection)
        try connection.run("INSERT INTO flow (id, created, updated, name) VALUES (\(ID(high: 9, low: 9)), 0, 0, 'f')")
        return connection
    }

    private static func insert(_ place: UInt64, _ state: (String, String)?, in connection: Connection) throws {
        try connection.run(
            """
            INSERT INTO flow_run (id, created, updated, name, flow_id, state_type, state_name)
            VALUES (\(ID(high: 1, low: place)), 0, 0, 'r', \(ID(high: 9, low: 9)), \(state?.0), \(state?.1))
            """)
    }

    private static func tally(_ connection: Connection) throws -> [String] {
        try connection.rows("SELECT state_type || ' ' || state_name || ' ' || runs FROM flow_run_tally") { $0.text(0) }
    }

    @Test func `runs are counted as they come, change and go`() throws {
        let connection = try RunTallyTests.connection()
        try RunTallyTests.insert(0, ("SCHEDULED", "Scheduled"), in: connection)
        try RunTallyTests.insert(1, ("SCHEDULED", "Scheduled"), in: connection)
        try RunTallyTests.insert(2, nil, in: connection)
        #expect(try RunTallyTests.tally(connection) == ["SCHEDULED Scheduled 2"])
        try connection.run("UPDATE flow_run SET state_name = 'Late' WHERE id = \(ID(high: 1, low: 0))")
        #expect(try RunTallyTests.tally(connection) == ["SCHEDULED Late 1", "SCHEDULED Scheduled 1"])
        try connection.run("UPDATE flow_run SET state_type = 'RUNNING', state_name = 'Running'")
        #expect(try RunTallyTests.tally(connection) == ["RUNNING Running 3"])
        try connection.run("UPDATE flow_run SET state_type = NULL, state_name = NULL WHERE id = \(ID(high: 1, low: 0))")
        try connection.run("DELETE FROM flow_run WHERE id = \(ID(high: 1, low: 1))")
        #expect(try RunTallyTests.tally(connection) == ["RUNNING Running 1"])
        try connection.run("DELETE FROM flow")
        #expect(try RunTallyTests.tally(connection) == [])
    }

    @Test func `what is kept answers counts by state, and nothing else`() throws {
        let connection = try RunTallyTests.connection()
        for (place, state) in [("FAILED", "Failed"), ("COMPLETED", "Done"), ("COMPLETED", "Completed")].enumerated() {
            try RunTallyTests.insert(UInt64(place), state, in: connection)
        }
        try RunTallyTests.insert(7, nil, in: connection)
        func count(_ change: (inout FlowRunFilter) -> Void) throws -> Int? {
            var filter = FlowRunFilter()
            change(&filter)
            return try RunTally(flowRuns: RunQuery(flowRuns: filter))?.count(in: connection)
        }
        func state(_ change: (inout StateCriteria) -> Void) -> StateCriteria {
            var criteria = StateCriteria()
            change(&criteria)
            return criteria
        }
        #expect(try RunTally(flowRuns: RunQuery())?.count(in: connection) == 4)
        #expect(try count { $0.state = state { $0.anyType = [.completed] } } == 2)
        #expect(try count { $0.state = state { $0.anyName = ["Done", "Failed"] } } == 2)
        // A run without a state is in no list of states, not even of those that are none of these.
        #expect(try count { $0.state = state { $0.notAnyType = [.failed] } } == 2)
        #expect(try count { $0.name = TextCriteria(any: ["r"]) } == nil)
        #expect(RunTally(flowRuns: RunQuery(flows: FlowFilter())) == nil)
    }

    @Test func `the migration counts the runs that are there`() throws {
        let connection = try Connection(path: ":memory:")
        for migration in Migration.all.prefix(while: { $0.name != Migration.largeLists.name }) {
            try connection.script(migration.script)
        }
        try connection.run("INSERT INTO flow (id, created, updated, name) VALUES (\(ID(high: 9, low: 9)), 0, 0, 'f')")
        try RunTallyTests.insert(0, ("RUNNING", "Running"), in: connection)
        try RunTallyTests.insert(1, nil, in: connection)
        try connection.script(Migration.largeLists.script)
        #expect(try RunTallyTests.tally(connection) == ["RUNNING Running 1"])
    }
}
