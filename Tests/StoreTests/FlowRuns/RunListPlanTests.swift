import Core
import Testing

@testable import Store

/// Lists of runs go along the index of their order, or by the index of a condition that few runs fulfil.
@Suite struct RunListPlanTests {
    private static let id = ID(high: 1, low: 2)

    static func flowRuns(_ change: (inout FlowRunFilter) -> Void) -> RunQuery {
        var filter = FlowRunFilter()
        change(&filter)
        return RunQuery(flowRuns: filter)
    }

    static func taskRuns(_ change: (inout TaskRunFilter) -> Void) -> RunQuery {
        var filter = TaskRunFilter()
        change(&filter)
        var query = RunQuery()
        query.taskRuns = filter
        return query
    }

    private static func times(_ change: (inout TimeCriteria) -> Void) -> TimeCriteria {
        var criteria = TimeCriteria()
        change(&criteria)
        return criteria
    }

    static let flowRunQueries: [(index: String, query: RunQuery)] = [
        ("sqlite_autoindex_flow_run_1", flowRuns { $0.id = IDCriteria(any: [id]) }),
        ("flow_run_by_name", flowRuns { $0.name = TextCriteria(any: ["a"]) }),
        ("flow_run_by_name", flowRuns { $0.name = TextCriteria(like: "a") }),
        ("sqlite_autoindex_flow_run_1", flowRuns { $0.tags = TagCriteria(all: ["a", "b"]) }),
        ("sqlite_autoindex_flow_run_1", flowRuns { $0.tags = TagCriteria(any: ["a", "b"]) }),
        ("flow_run_by_deployment", flowRuns { $0.deploymentID = IDCriteria(any: [id]) }),
        ("flow_run_by_queue_name", flowRuns { $0.workQueueName = TextCriteria(any: ["a"]) }),
        ("flow_run_by_parent", flowRuns { $0.parentTaskRunID = IDCriteria(any: [id]) }),
        ("flow_run_called", flowRuns { $0.parentTaskRunID = IDCriteria(isNull: false) }),
        ("flow_run_not_started", flowRuns { $0.startTime = TimeCriteria(isNull: true) }),
        ("flow_run_by_parent", flowRuns { $0.parentFlowRunID = IDCriteria(any: [id]) }),
        ("flow_run_by_idempotency_key", flowRuns { $0.idempotencyKey = TextCriteria(any: ["a"]) }),
        ("flow_run_by_state", flowRuns { $0.state = states(types: [.failed]) }),
        ("flow_run_by_state", flowRuns { $0.state = states(names: ["Late"]) }),
        ("flow_run_by_start", flowRuns { $0.startTime = TimeCriteria(after: .earliest) }),
        ("flow_run_by_end", flowRuns { $0.endTime = TimeCriteria(after: .earliest, isNull: false) }),
        ("flow_run_by_end", flowRuns { $0.endTime = TimeCriteria(isNull: true) }),
        ("flow_run_by_expected_start", flowRuns { $0.expectedStartTime = TimeCriteria(before: .latest) }),
        ("flow_run_by_next_start", flowRuns { $0.nextScheduledStartTime = TimeCriteria(before: .latest) }),
        (
            "flow_run_by_flow",
            RunQuery(
                flows: {
                    var flows = FlowFilter()
                    flows.name = TextCriteria(any: ["a"])
                    return flows
                }())
        ),
    ]

    static let taskRunQueries: [(index: String, query: RunQuery)] = [
        ("sqlite_autoindex_task_run_1", taskRuns { $0.id = IDCriteria(any: [id]) }),
        ("task_run_by_name", taskRuns { $0.name = TextCriteria(any: ["a"]) }),
        ("sqlite_autoindex_task_run_1", taskRuns { $0.tags = TagCriteria(all: ["a"]) }),
        ("task_run_by_state", taskRuns { $0.state = states(types: [.failed]) }),
        ("task_run_by_key", taskRuns { $0.flowRunID = IDCriteria(any: [id]) }),
        ("sqlite_autoindex_task_run_1", taskRuns { $0.hasSubflowRuns = true }),
        ("task_run_by_start", taskRuns { $0.startTime = TimeCriteria(after: .earliest) }),
        ("task_run_by_end", taskRuns { $0.endTime = TimeCriteria(after: .earliest) }),
        ("task_run_by_expected_start", taskRuns { $0.expectedStartTime = TimeCriteria(after: .earliest) }),
    ]

    static func states(types: [StateType]? = nil, names: [String]? = nil) -> StateCriteria {
        var criteria = StateCriteria()
        criteria.anyType = types
        criteria.anyName = names
        return criteria
    }

    @Test(arguments: FlowRunSort.allCases)
    func `flow runs in any order are found by the index of a condition or of the order`(sort: FlowRunSort) throws {
        let connection = try Connection(path: ":memory:")
        try Migration.run(on: connection)
        for (index, query) in RunListPlanTests.flowRunQueries {
            let plan = try #require(RunListPlan(query, sort: sort))
            try check(plan, way: index, in: connection)
        }
    }

    @Test(arguments: TaskRunSort.allCases)
    func `task runs in any order are found by the index of a condition or of the order`(sort: TaskRunSort) throws {
        let connection = try Connection(path: ":memory:")
        try Migration.run(on: connection)
        for (index, query) in RunListPlanTests.taskRunQueries {
            let plan = try #require(RunListPlan(query, sort: sort))
            try check(plan, way: index, in: connection)
        }
    }

    /// A walk must sort nothing; a way must be searched, except for a part of a name.
    private func check(_ plan: RunListPlan, way index: String, in connection: Connection) throws {
        let walk = try connection.rows("EXPLAIN QUERY PLAN \(plan.walked(Page()))") { $0.text(3) }
        #expect(walk.contains { $0.contains(plan.order.index.text) }, "\(walk)")
        #expect(!walk.contains { $0.contains("TEMP B-TREE FOR ORDER BY") }, "\(walk)")
        #expect(!walk.contains { $0.contains("SCAN flow_run_tag") || $0.contains("SCAN task_run_tag") }, "\(walk)")
        let way = try #require(plan.ways.first)
        #expect(way.index.text == index)
        let steps = try connection.rows("EXPLAIN QUERY PLAN \(plan.found(by: way, Page()))") { $0.text(3) }
        #expect(steps.contains { $0.contains(index) }, "\(steps)")
        let isPartOfName = way.few.map { $0 < 2_000 } ?? false
        // An index that has none but the runs of the condition is read from one end.
        let isWhole =
            try way.condition.arguments.isEmpty && way.stretches?(connection).map(\.text) == [way.condition.text]
        #expect(isWhole || isPartOfName || steps.contains { $0.hasPrefix("SEARCH") && $0.contains(index) }, "\(steps)")
    }

    @Test func `a state that many runs are in leaves the list to the index of its order`() throws {
        let connection = try Connection(path: ":memory:")
        try Migration.run(on: connection)
        let flow = ID(high: 9, low: 9)
        try connection.run("INSERT INTO flow (id, created, updated, name) VALUES (\(flow), 0, 0, 'f')")
        try connection.run(
            """
            WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 6005)
            INSERT INTO flow_run (id, created, updated, name, flow_id, state_type, state_name, expected_start_time)
            SELECT randomblob(16), 0, 0, 'r', \(flow), iif(i < 5, 'FAILED', 'COMPLETED'), iif(i < 5, 'Failed', 'Completed'), i
            FROM n
            """)
        func steps(_ type: StateType) throws -> [String] {
            let query = RunListPlanTests.flowRuns { $0.state = RunListPlanTests.states(types: [type]) }
            let plan = try #require(RunListPlan(query, sort: FlowRunSort.nameAscending))
            let rows = try plan.rows(Page(), in: connection)
            return try connection.rows("EXPLAIN QUERY PLAN \(rows)") { $0.text(3) }
        }
        #expect(try steps(.failed).contains { $0.contains("flow_run_by_state") })
        #expect(try !steps(.completed).contains { $0.contains("flow_run_by_state") })
    }

    @Test(arguments: flowRunQueries.indices.filter { flowRunQueries[$0].query.flowRuns?.name?.like == nil })
    func `the task runs of few flow runs are found through them`(place: Int) throws {
        let connection = try Connection(path: ":memory:")
        try Migration.run(on: connection)
        let plan = try #require(
            RunListPlan(RunListPlanTests.flowRunQueries[place].query, sort: TaskRunSort.idDescending))
        let rows = try plan.rows(Page(), in: connection)
        let steps = try connection.rows("EXPLAIN QUERY PLAN \(rows)") { $0.text(3) }
        #expect(steps.contains { $0.hasPrefix("SEARCH task_run USING") && $0.contains("task_run_by_key") }, "\(steps)")
    }

    @Test func `the next starts begin with the runs that have none`() throws {
        let connection = try Connection(path: ":memory:")
        try Migration.run(on: connection)
        let flow = ID(high: 9, low: 9)
        try connection.run("INSERT INTO flow (id, created, updated, name) VALUES (\(flow), 0, 0, 'f')")
        for (place, next) in ([3, nil, 1, nil, 2] as [Int?]).enumerated() {
            try connection.run(
                """
                INSERT INTO flow_run (id, created, updated, name, flow_id, next_scheduled_start_time)
                VALUES (\(ID(high: 1, low: UInt64(place))), 0, 0, \("r\(place)"), \(flow), \(next))
                """)
        }
        let plan = try #require(RunListPlan(RunQuery(), sort: FlowRunSort.nextScheduledStartTimeAscending))
        func names(_ page: Page) throws -> [String] {
            try connection.rows(
                """
                SELECT name FROM flow_run WHERE rowid IN (\(plan.walked(page)))
                ORDER BY \(SQL.order(FlowRunSort.nextScheduledStartTimeAscending))
                """
            ) { $0.text(0) }
        }
        #expect(try names(Page()) == ["r1", "r3", "r2", "r4", "r0"])
        #expect(try names(Page(limit: 2)) == ["r1", "r3"])
        #expect(try names(Page(limit: 2, offset: 1)) == ["r3", "r2"])
        #expect(try names(Page(limit: 5, offset: 4)) == ["r0"])
    }
}
