import Core
import Testing

@testable import Store

/// Whichever way a list of runs is found, it is the same list: in every order, for every condition that has an index, and
/// with runs among the others whose times are far from each other or missing.
@Suite struct RunListAnswerTests {
    private static let hour: Int64 = 3_600_000_000
    private static let runs = 400
    /// Moments of the test are so many hours after this.
    private static let begin: Int64 = 1_800_000_000_000_000

    private static func moment(_ hours: Int) -> Timestamp { Timestamp(microseconds: begin + Int64(hours) * hour) }

    /// Spans at both ends and in the middle of the runs, of one time and of several, alone and with something else.
    private static let spans: [TimeCriteria] = [
        TimeCriteria(before: moment(60)), TimeCriteria(after: moment(340)),
        TimeCriteria(before: moment(130), after: moment(100)),
        TimeCriteria(before: moment(300), isNull: false), TimeCriteria(after: moment(1000)),
    ]

    private static let flowRunQueries: [RunQuery] =
        RunListPlanTests.flowRunQueries.map(\.query)
        + spans.flatMap { span in
            [
                RunListPlanTests.flowRuns { $0.startTime = span }, RunListPlanTests.flowRuns { $0.endTime = span },
                RunListPlanTests.flowRuns { $0.expectedStartTime = span },
                RunListPlanTests.flowRuns { $0.nextScheduledStartTime = span },
                RunListPlanTests.flowRuns {
                    $0.startTime = span
                    $0.endTime = TimeCriteria(after: moment(50))
                },
                RunListPlanTests.flowRuns {
                    $0.expectedStartTime = span
                    $0.state = RunListPlanTests.states(types: [.failed, .running])
                },
                RunListPlanTests.flowRuns {
                    $0.endTime = span
                    $0.name = TextCriteria(like: "3")
                    $0.tags = TagCriteria(all: ["a"])
                },
            ]
        } + [
            RunListPlanTests.flowRuns { $0.deploymentID = IDCriteria(any: [deployment]) }, RunQuery(flows: named(flow)),
        ]

    private static let taskRunQueries: [RunQuery] =
        RunListPlanTests.taskRunQueries.map(\.query)
        + spans.flatMap { span in
            [
                RunListPlanTests.taskRuns { $0.startTime = span }, RunListPlanTests.taskRuns { $0.endTime = span },
                RunListPlanTests.taskRuns { $0.expectedStartTime = span },
                RunListPlanTests.taskRuns {
                    $0.startTime = span
                    $0.state = RunListPlanTests.states(types: [.failed])
                },
            ]
        } + flowRunQueries

    private static let flow = ID(high: 9, low: 9)
    private static let deployment = ID(high: 8, low: 8)

    private static func named(_ id: ID) -> FlowFilter {
        var filter = FlowFilter()
        filter.id = IDCriteria(any: [id])
        return filter
    }

    @Test(arguments: FlowRunSort.allCases)
    func `flow runs are the same whichever way they are found`(sort: FlowRunSort) throws {
        let connection = try RunListAnswerTests.filled()
        var followed = 0
        for query in RunListAnswerTests.flowRunQueries {
            let plan = try #require(RunListPlan(query, sort: sort))
            followed += try check(plan, SQL.all(SQL.flowRunConditions(query)), in: connection)
        }
        #expect((followed > 10) == RunListAnswerTests.isToldByExpectedStart(sort), "\(followed) lists along stretches")
    }

    /// Whether the first runs of an order are among the first by expected start.
    private static func isToldByExpectedStart(_ sort: FlowRunSort) -> Bool {
        switch sort {
        case .nameAscending, .nameDescending, .nextScheduledStartTimeAscending: false
        default: true
        }
    }

    @Test(arguments: TaskRunSort.allCases)
    func `task runs are the same whichever way they are found`(sort: TaskRunSort) throws {
        let connection = try RunListAnswerTests.filled()
        for query in RunListAnswerTests.taskRunQueries {
            let plan = try #require(RunListPlan(query, sort: sort))
            _ = try check(plan, SQL.all(SQL.taskRunConditions(query)), in: connection)
        }
    }

    /// What every way finds, beside what a plain query finds. Returns how many lists were found along stretches that were not
    /// looked at to their ends.
    private func check(_ plan: RunListPlan, _ condition: SQL, in connection: Connection) throws -> Int {
        let (table, order) = (plan.table, plan.order.text)
        let all = try connection.count("SELECT count(*) FROM \(table) WHERE \(condition)")
        #expect(try connection.count("SELECT count(*) \(plan.all(in: connection))") == all, "\(condition.text)")
        var followed = 0
        for page in [Page(limit: 7), Page(limit: 20, offset: 15), Page(limit: 200, offset: 350)] {
            let right = try connection.rows(
                """
                SELECT \(table).id FROM \(table) WHERE \(condition)
                ORDER BY \(order.plain) \(SQL.page(page))
                """
            ) { try $0.id(0) }
            func expect(_ rows: SQL, _ what: String) throws {
                let found = try connection.rows(
                    "SELECT \(table).id FROM \(table) WHERE rowid IN (\(rows)) ORDER BY \(order)"
                ) { try $0.id(0) }
                #expect(found == right, "\(what), \(order.text), \(condition.text) \(condition.arguments)")
            }
            try expect(plan.rows(page, in: connection), "chosen")
            try expect(plan.walked(page), "walked")
            for way in plan.ways {
                try expect(plan.found(by: way, page), "by \(way.index.text)")
                for looks in [60, 1_500] {
                    guard let rows = try plan.page(along: way, page, looks: looks, in: connection) else { continue }
                    try expect(rows, "along \(way.index.text), \(looks)")
                    if looks == 60, all > 60 { followed += 1 }
                }
            }
            for plan in plan.flowRuns {
                for way in plan.ways {
                    let onward = way.toTaskRuns(of: plan)
                    _ = try connection.count("SELECT count(*) FROM (\(try #require(onward.counted)) LIMIT 3)")
                }
            }
            if let part = try plan.part(in: connection) { try expect(plan.walked(part, page), "within a part") }
            if let end = try plan.end(of: 380, in: connection), right.count + page.offset < 100 {
                let near = try connection.rows(plan.walked(page, within: [end])) { $0.int(0) }
                #expect(near.count <= right.count)
            }
        }
        return followed
    }

    /// Runs an hour apart with three task runs each. Of some, times are missing or days apart, or the id is of no time.
    private static func filled() throws -> Connection {
        let connection = try Connection(path: ":memory:")
        try Migration.run(on: connection)
        try connection.run("INSERT INTO flow (id, created, updated, name) VALUES (\(flow), 0, 0, 'a')")
        for number in 0..<runs {
            let expected: Timestamp? = number % 37 == 5 ? nil : moment(number)
            let isWaiting = number % 11 == 3
            let start = isWaiting ? nil : moment(number + (number % 41 == 7 ? 90 : 0))
            let end = isWaiting || number % 7 == 1 ? nil : moment(number + (number % 29 == 4 ? 70 : 1))
            let id =
                number % 31 == 2
                ? ID(high: .max - UInt64(number), low: 1)
                : ID(at: moment(number - number % 5), random: (0, UInt64(number)))
            let type = ["FAILED", "RUNNING", "COMPLETED", "SCHEDULED"][number % 4]
            try connection.run(
                """
                INSERT INTO flow_run (id, created, updated, name, flow_id, deployment_id, work_queue_name, parent_task_run_id,
                    idempotency_key, expected_start_time, next_scheduled_start_time, start_time, end_time, state_type, state_name)
                VALUES (\(id), 0, 0, \("a\(number * 7 % 100)"), \(flow), \(number % 3 == 0 ? deployment : nil), 'a',
                    \(number % 5 == 0 ? ID(high: 7, low: UInt64(number)) : nil), \("k\(number)"), \(expected),
                    \(isWaiting ? expected : nil), \(start), \(end), \(type), 'Late')
                """)
            if number % 4 < 2 { try connection.run("INSERT INTO flow_run_tag VALUES ('a', \(id))") }
            for task in 0..<3 {
                let own = ID(at: moment(number), random: (UInt64(task), UInt64(number)))
                try connection.run(
                    """
                    INSERT INTO task_run (id, created, updated, name, flow_run_id, task_key, dynamic_key, expected_start_time,
                        next_scheduled_start_time, start_time, end_time, state_type, state_name)
                    VALUES (\(own), 0, 0, \("a\(number % 13)-\(task)"), \(id), 'k', \("\(task)"), \(expected),
                        \(isWaiting ? expected : nil), \(start), \(end), \(type), 'Late')
                    """)
                if task == 1 { try connection.run("INSERT INTO task_run_tag VALUES ('a', \(own))") }
            }
        }
        return connection
    }
}

extension SQL {
    /// The same order without an index: each list is sorted.
    fileprivate var plain: SQL {
        SQL(name: text.replacing("flow_run.id", with: "+flow_run.id").replacing("task_run.id", with: "+task_run.id"))
    }
}
