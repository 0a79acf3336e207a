import Core
import JSON
import TestSupport
import Testing

@Suite struct FlowRunGraphTests {
    private func node(_ number: UInt64, end: Timestamp? = nil) -> FlowRunGraph.Node {
        .init(
            id: ID(high: 1, low: number), isFlowRun: false, label: "t", stateType: "RUNNING", start: .earliest,
            end: end)
    }

    private func inputs(_ name: String, _ numbers: UInt64...) -> JSONObject {
        JSONObject([
            .init(
                key: name,
                value: .array(
                    numbers.map { ["input_type": "task_run", "id": .string(ID(high: 1, low: $0).description)] }))
        ])
    }

    private func graph(
        _ rows: [(node: FlowRunGraph.Node, inputs: JSONObject)], since: Timestamp = .earliest
    ) throws -> FlowRunGraph {
        try FlowRunGraph(
            of: ID(high: 9, low: 9), start: nil, end: nil, rows: rows, states: [], since: since, mostNodes: 10_000)
    }

    @Test func `what is named twice is one edge, what is elsewhere is none`() throws {
        let nodes = try graph([
            (node(1), [:]), (node(2), inputs("x", 1, 1, 7)), (node(3), inputs("__parents__", 2, 2)),
        ]).nodes
        #expect(nodes.map(\.parents) == [[], [ID(high: 1, low: 1)], []])
        #expect(nodes.map(\.children) == [[ID(high: 1, low: 2)], [], []])
        #expect(nodes[2].encapsulating == [ID(high: 1, low: 2)])
    }

    @Test func `what ended before the moment is left out, its edges stay`() throws {
        let now = try #require(Timestamp("2026-11-21T12:00:00Z"))
        let nodes = try graph(
            [(node(1, end: now - .seconds(1)), [:]), (node(2, end: now), inputs("x", 1)), (node(3), [:])], since: now
        ).nodes
        #expect(nodes.map(\.id.low) == [2, 3])
        #expect(nodes[0].parents == [ID(high: 1, low: 1)])
    }

    @Test func `a graph has ten thousand nodes at most`() throws {
        let rows = (1...10_001).map { (node: node(UInt64($0)), inputs: JSONObject()) }
        #expect(try graph(Array(rows.dropLast())).nodes.count == 10_000)
        #expect(
            throws: Failure.badRequest(
                "The graph of flow run 00000000-0000-0009-0000-000000000009 has more than 10000 nodes.")
        ) { try graph(rows) }
    }
}
