import Core
import Testing

@testable import Store

/// The questions about pools that are asked often cost what a pool holds, not what the table of runs holds.
@Suite struct WorkPoolPlanTests {
    @Test(
        arguments: [
            ("SELECT (\(SQL.activeRunsOfPool)) FROM work_pool WHERE id = x''", "flow_run_holding_queue"),
            ("SELECT (\(SQL.activeRunsOfQueue)) FROM work_queue WHERE id = x''", "flow_run_holding_queue"),
            (
                "SELECT (\(SQL.lateRunsOfQueue(at: .latest))) FROM work_queue WHERE id = x''",
                "flow_run_scheduled_in_queue"
            ),
        ] as [(SQL, String)])
    func `runs are counted by an index of their queue`(_ query: SQL, _ index: String) throws {
        let database = try Database(at: .memory)
        let plan = try database.onWriter { connection in
            try connection.rows("EXPLAIN QUERY PLAN \(query)") { $0.text(3) }
        }
        #expect(plan.contains { $0.contains(index) }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN") && $0.contains(" r") }, "\(plan)")
    }
}
