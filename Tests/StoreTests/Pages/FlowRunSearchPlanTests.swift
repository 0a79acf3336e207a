import Core
import Testing

@testable import Store

@Suite struct FlowRunSearchPlanTests {
    private static let id = ID(high: 1, low: 2)

    /// A search with some of its members set.
    private static func search(_ change: (inout FlowRunSearch) -> Void) -> FlowRunSearch {
        var search = FlowRunSearch()
        change(&search)
        return search
    }

    private static let searches: [(name: String, search: FlowRunSearch)] = [
        ("everything", search { _ in }),
        ("oldest first", search { $0.order = .oldestFirst }),
        (
            "a span",
            search {
                $0.from = .earliest
                $0.to = .latest
            }
        ),
        ("states", search { $0.states = [StateChoice(type: .failed), StateChoice(type: .scheduled, name: "Late")] }),
        (
            "a flow in a state",
            search {
                $0.flow = id
                $0.states = [StateChoice(type: .failed)]
            }
        ),
        ("deployments", search { $0.deployments = [id, ID(high: 3, low: 4)] }),
        (
            "queues in a state",
            search {
                $0.queues = [id, ID(high: 3, low: 4)]
                $0.states = [StateChoice(type: .failed)]
            }
        ),
        ("a name", search { $0.name = "x" }),
        (
            "a tag",
            search {
                $0.tag = "x"
                $0.states = [StateChoice(type: .failed)]
            }
        ),
        ("a page further", search { $0.after = .init(expectedStart: .latest, id: id) }),
    ]

    @Test(arguments: searches.map(\.name))
    func `a search follows an index and sorts no more than a page`(name: String) throws {
        let connection = try Connection(path: ":memory:")
        try Migration.run(on: connection)
        let search = try #require(FlowRunSearchPlanTests.searches.first { $0.name == name }).search
        let plan = try FlowRunSearchPlan(search, in: connection)
        let steps = try connection.rows(
            "EXPLAIN QUERY PLAN \(plan.rows(after: search.after, stop: nil, limit: 51))"
        ) { $0.text(3) }
        #expect(!steps.isEmpty)
        for step in steps where step.contains("flow_run") && step.hasPrefix("SCAN flow_run") {
            #expect(step.contains("USING"), "\(steps)")
        }
        // A rare tag is the one thing whose few runs are sorted as a whole.
        if search.tag == nil { #expect(!steps.contains("USE TEMP B-TREE FOR ORDER BY"), "\(steps)") }
    }

    @Test func `state names in use are found without reading the runs`() throws {
        let connection = try Connection(path: ":memory:")
        try Migration.run(on: connection)
        let flow = ID(high: 9, low: 9)
        try connection.run("INSERT INTO flow (id, created, updated, name) VALUES (\(flow), 0, 0, 'f')")
        for (place, name) in ["Late", "Scheduled", "AwaitingRetry", "Scheduled", "Late"].enumerated() {
            try connection.run(
                """
                INSERT INTO flow_run (id, created, updated, name, flow_id, state_type, state_name, expected_start_time)
                VALUES (\(ID(high: 1, low: UInt64(place))), 0, 0, 'r', \(flow), 'SCHEDULED', \(name), \(place))
                """)
        }
        #expect(
            try FlowRunSearchPlan.stateNames(of: .scheduled, in: connection) == ["AwaitingRetry", "Late", "Scheduled"])
        #expect(try FlowRunSearchPlan.stateNames(of: .failed, in: connection) == [])
    }
}
