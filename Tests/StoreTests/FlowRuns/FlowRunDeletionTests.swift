import Core
import JSON
import Testing

@testable import Store

/// A run takes all that belongs to it along, whichever way it goes.
@Suite struct FlowRunDeletionTests {
    private let database: Database
    private let now = Timestamp("2026-11-21T12:00:00Z") ?? .earliest
    private let flow = ID(high: 1, low: 1)
    private let run = ID(high: 1, low: 2)
    private let task = ID(high: 1, low: 3)
    private let child = ID(high: 1, low: 4)

    /// A flow run with everything that can belong to one, and a run that it called.
    init() throws {
        database = try Database(at: .memory)
        let (flow, run, task, child, now) = (flow, run, task, child, now)
        try database.write { tx in
            _ = try tx.createFlow(FlowCreate(name: "f", tags: [], labels: nil), id: flow, at: now)
            var parent = NewFlowRun(
                id: run, name: "r", flowID: flow, state: State(id: ID(high: 2, low: 1), type: .running, timestamp: now))
            parent.tags = ["a"]
            _ = try tx.createFlowRun(parent, at: now)
            var inside = NewTaskRun(
                id: task, name: "t", flowRunID: run, taskKey: "t", dynamicKey: "1",
                state: State(
                    id: ID(high: 2, low: 2), type: .completed, timestamp: now,
                    details: StateDetails(["cache_key": "k"])))
            inside.tags = ["b"]
            _ = try tx.createTaskRun(inside, at: now)
            var called = NewFlowRun(
                id: child, name: "c", flowID: flow,
                state: State(id: ID(high: 2, low: 3), type: .pending, timestamp: now))
            called.parentTaskRunID = task
            _ = try tx.createFlowRun(called, at: now)
            try tx.createInput(FlowRunInput(flowRunID: run, key: "k", value: "v"), id: ID(high: 3, low: 1), at: now)
            try tx.insertLogs(
                [
                    (ID(high: 4, low: 1), Log(name: "l", level: 20, message: "m", timestamp: now, flowRunID: run)),
                    (ID(high: 4, low: 2), Log(name: "l", level: 20, message: "m", timestamp: now, taskRunID: task)),
                ], at: now)
        }
    }

    private func rows(in table: String) throws -> Int {
        try database.onWriter { try $0.count("SELECT count(*) FROM \(SQL(name: table))") }
    }

    private static let tables = [
        "flow_run_tag", "flow_run_input", "task_run", "task_run_state", "task_run_tag", "log",
    ]

    @Test func `there is something to delete`() throws {
        for table in FlowRunDeletionTests.tables { #expect(try rows(in: table) > 0, "\(table)") }
    }

    @Test func `a deleted run leaves nothing but the run that it called, which stands for itself`() throws {
        #expect(try database.write { try $0.deleteFlowRun(run) })
        for table in FlowRunDeletionTests.tables { #expect(try rows(in: table) == 0, "\(table)") }
        #expect(try rows(in: "flow_run") == 1)
        #expect(try rows(in: "flow_run_state") == 1)
        #expect(try rows(in: "flow_run WHERE parent_task_run_id IS NULL") == 1)
        #expect(try database.write { try $0.deleteFlowRun(run) } == false)
    }

    @Test func `a deleted flow leaves nothing`() throws {
        #expect(try database.write { try $0.deleteFlow(flow) })
        for table in FlowRunDeletionTests.tables + ["flow_run", "flow_run_state"] {
            #expect(try rows(in: table) == 0, "\(table)")
        }
    }
}
