import Core
import JSON
import Testing

@testable import Store

@Suite struct PollPlanTests {
    private static let id = ID(high: 1, low: 2)
    private static let wanted = WaitingRuns(through: .latest, limit: 10)
    private static let queue = WorkQueueFacts(id: id, name: "q", workPoolID: id, priority: 1)
    private static let free = WorkQueueSelection(["tags": ["a", "b"]])
    private static let bound = WorkQueueSelection([
        "tags": ["a"], "deployment_ids": ["00000000-0000-4000-8000-000000000001"],
    ])

    private static let queries: [(name: String, sql: SQL, indexes: [String], sorts: Bool)] = [
        ("a queue", .runs(inQueue: id, wanted), ["flow_run_scheduled_in_queue"], false),
        ("slots of queues", .countHoldingSlots(ofQueues: [id, id]), ["flow_run_holding_queue"], false),
        // What is sorted is at most twice the limit.
        (
            "a queue of agents", .runs(inQueueOfAgents: queue, wanted),
            ["flow_run_scheduled_in_queue", "flow_run_scheduled_by_queue_name"], true
        ),
        (
            "slots of a queue of agents", .countHoldingSlots(ofQueueOfAgents: queue),
            ["flow_run_holding_queue", "flow_run_holding_queue_name"], false
        ),
        ("a filter of tags", .runs(free, wanted), ["flow_run_scheduled"], true),
        ("a filter of deployments", .runs(bound, wanted), ["flow_run_scheduled"], true),
        ("slots of a filter of tags", .countHoldingSlots(free), ["flow_run_by_state"], false),
        ("slots of a filter of deployments", .countHoldingSlots(bound), ["flow_run_by_state"], false),
    ]

    @Test(arguments: queries.map(\.name))
    func `a poll follows an index of the runs that wait or are under way`(name: String) throws {
        let query = try #require(PollPlanTests.queries.first { $0.name == name })
        let steps = try steps(of: query.sql)
        let runs = steps.filter { $0.contains(" flow_run ") }
        #expect(!runs.isEmpty)
        for step in runs {
            #expect(step.hasPrefix("SEARCH"), "\(steps)")
            #expect(query.indexes.contains { step.contains("INDEX \($0) ") }, "\(steps)")
        }
        #expect(query.sorts || !steps.contains { $0.contains("TEMP B-TREE") }, "\(steps)")
    }

    @Test func `what a poll leaves behind is found without reading all deployments`() throws {
        let unready = try steps(of: "SELECT 1 FROM deployment WHERE \(SQL.isUnready(in: [PollPlanTests.id]))")
        #expect(unready.contains { $0.contains("INDEX deployment_not_ready ") }, "\(unready)")
        let stale = try steps(of: "SELECT 1 FROM work_queue WHERE \(SQL.isStale([PollPlanTests.id], .latest))")
        #expect(stale.contains { $0.hasPrefix("SEARCH work_queue ") }, "\(stale)")
    }

    private func steps(of sql: SQL) throws -> [String] {
        let connection = try Connection(path: ":memory:")
        try Migration.run(on: connection)
        return try connection.rows("EXPLAIN QUERY PLAN \(sql)") { $0.text(3) }
    }
}
