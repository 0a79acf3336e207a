import Core
import JSON
import Testing

@testable import Store

/// What is asked often, or by services, goes by an index however many runs there are.
@Suite struct RunQueryPlanTests {
    private static let queries: [(name: String, sql: SQL, index: String)] = [
        (
            "history", "SELECT count(*) FROM flow_run WHERE expected_start_time >= 1 AND expected_start_time < 2",
            "flow_run_by_expected_start"
        ),
        (
            "count by state",
            "SELECT count(*) FROM flow_run WHERE flow_run.state_type IN \(SQL.list(["FAILED"]))", "flow_run_by_state"
        ),
        (
            "expired pauses", "SELECT id FROM flow_run WHERE pause_timeout < 5 ORDER BY pause_timeout, id LIMIT 9",
            "flow_run_by_pause_timeout"
        ),
        (
            "next run of a flow",
            """
            SELECT id FROM flow_run WHERE flow_run.flow_id = \(ID(high: 1, low: 1)) AND flow_run.state_type = 'SCHEDULED'
            ORDER BY flow_run.next_scheduled_start_time, flow_run.id LIMIT 1
            """, "flow_run_next_of_flow"
        ),
        (
            "waiting task runs",
            """
            SELECT task_run_id FROM waiting_task_run
            WHERE task_worker_id IS NULL AND task_key IN \(SQL.list(["a"])) ORDER BY sequence LIMIT 1
            """, "waiting_task_run_free"
        ),
    ]

    @Test(arguments: queries.map(\.name))
    func `a query finds its rows by an index`(name: String) throws {
        let connection = try Connection(path: ":memory:")
        try Migration.run(on: connection)
        let query = try #require(RunQueryPlanTests.queries.first { $0.name == name })
        let steps = try connection.rows("EXPLAIN QUERY PLAN \(query.sql)") { $0.text(3) }
        #expect(steps.contains { $0.hasPrefix("SEARCH") && $0.contains(query.index) }, "\(steps)")
    }

    @Test func `the services read by their partial indexes`() throws {
        let database = try Database(at: .memory)
        // A query that names an index that does not serve it fails.
        #expect(try database.read { try $0.expiredPauses(at: .latest, limit: 1) } == [])
        #expect(try database.read { try $0.taskRunsOfCancelledRuns(since: .earliest, limit: 1) } == [])
        #expect(try database.read { try $0.subflowRunsOfCancelledRuns(limit: 1) } == [])
        #expect(try database.read { try $0.flowRunsCancelling(since: .latest, limit: 1) } == [])
    }
}
