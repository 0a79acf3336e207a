import Core
import Testing

@testable import Store

/// Counts look at no more runs than they must, and count right.
@Suite struct RunCountTests {
    private static let flows = [ID(high: 9, low: 0), ID(high: 9, low: 1)]

    /// Runs of two flows in turn, a second apart, of which every third has not started.
    private static func filled() throws -> Connection {
        let connection = try Connection(path: ":memory:")
        try Migration.run(on: connection)
        for flow in flows {
            try connection.run(
                "INSERT INTO flow (id, created, updated, name) VALUES (\(flow), 0, 0, \(flow.description))")
        }
        for number in 0..<30 {
            let start = number % 3 == 0 ? nil : number
            let type = start == nil ? "PENDING" : "COMPLETED"
            try connection.run(
                """
                INSERT INTO flow_run (id, created, updated, name, flow_id, expected_start_time, start_time, state_type, state_name)
                VALUES (\(ID(high: 1, low: UInt64(number))), 0, 0, 'r', \(flows[number % 2]), \(number), \(start), \(type), \(type))
                """)
        }
        return connection
    }

    private static func query(_ change: (inout FlowRunFilter) -> Void) -> RunQuery {
        RunListPlanTests.flowRuns(change)
    }

    @Test(arguments: [nil, 0, 1])
    func `runs that have started are all but those that have not`(place: Int?) throws {
        let connection = try RunCountTests.filled()
        let read = SQLTransaction(connection: connection, keys: .random(), bounds: Bounds())
        var started = RunCountTests.query { $0.startTime = TimeCriteria(isNull: false) }
        if let place {
            var flows = FlowFilter()
            flows.id = IDCriteria(any: [RunCountTests.flows[place]])
            started.flows = flows
        }
        #expect(try read.countFlowRuns(started) == (place == nil ? 20 : 10))
        started.flowRuns?.startTime?.after = Timestamp(microseconds: 20)
        #expect(try read.countFlowRuns(started) == (place == nil ? 7 : place == 0 ? 4 : 3))
    }

    @Test func `runs in a state that are expected within a span are counted in an index`() throws {
        let connection = try RunCountTests.filled()
        let query = RunCountTests.query {
            $0.state = RunListPlanTests.states(types: [.completed])
            $0.expectedStartTime = TimeCriteria(before: Timestamp(microseconds: 8))
        }
        let plan = try #require(RunListPlan(query, sort: FlowRunSort.expectedStartTimeDescending))
        let count: SQL = try "SELECT count(*) \(plan.all(in: connection))"
        #expect(try connection.count(count) == 6)
        let steps = try connection.rows("EXPLAIN QUERY PLAN \(count)") { $0.text(3) }
        #expect(
            steps.contains { $0.contains("COVERING INDEX flow_run_by_state") && $0.contains("expected_start_time<") },
            "\(steps)")
    }

    @Test func `the task runs of a flow are counted through its runs`() throws {
        let connection = try RunCountTests.filled()
        for number in 0..<30 {
            try connection.run(
                """
                INSERT INTO task_run (id, created, updated, name, flow_run_id, task_key, dynamic_key, state_type, state_name)
                VALUES (\(ID(high: 2, low: UInt64(number))), 0, 0, 't', \(ID(high: 1, low: UInt64(number))), 't', '0',
                    'COMPLETED', 'Completed')
                """)
        }
        var flows = FlowFilter()
        flows.id = IDCriteria(any: [RunCountTests.flows[0]])
        var query = RunQuery(flows: flows)
        for state in [nil, RunListPlanTests.states(types: [.completed])] {
            query.taskRuns = TaskRunFilter()
            query.taskRuns?.state = state
            query.taskRuns?.hasSubflowRuns = false
            let plan = try #require(RunListPlan(query, sort: TaskRunSort.expectedStartTimeDescending))
            let count: SQL = try "SELECT count(*) \(plan.all(in: connection))"
            #expect(try connection.count(count) == 15)
            let steps = try connection.rows("EXPLAIN QUERY PLAN \(count)") { $0.text(3) }
            #expect(
                steps.contains { $0.hasPrefix("SEARCH task_run USING") && $0.contains("task_run_by_key") }, "\(steps)")
        }
    }
}
