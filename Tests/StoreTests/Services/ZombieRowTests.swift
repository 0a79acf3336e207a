import Core
import TestSupport
import Testing

@testable import Store

/// Looking for dead runs costs what is under way, however many runs there are.
@Suite struct ZombieRowTests {
    let database: Database
    let clock = TestClock()

    init() throws { database = try Database(at: .memory) }

    private func newID() -> ID { clock.effects.newID(at: clock.now) }

    private func run(_ type: StateType) throws -> ID {
        let (flow, id) = (newID(), newID())
        let state = State(id: newID(), type: type, timestamp: clock.now)
        try database.write { [clock] tx in
            let (flow, _) = try tx.createFlow(FlowCreate(name: "etl"), id: flow, at: clock.now)
            _ = try tx.createFlowRun(NewFlowRun(id: id, name: "r", flowID: flow, state: state), at: clock.now)
        }
        return id
    }

    private func beat(_ run: ID) throws {
        try database.write { [clock] in
            try $0.keep(.heartbeat(flowRun: run, occurred: clock.now, received: clock.now))
        }
    }

    private func rows() throws -> Int {
        try database.onWriter { try $0.count("SELECT count(*) FROM flow_run_life") }
    }

    @Test func `a run has a row only while it is not over, and none of the process before`() throws {
        let (live, over) = (try run(.running), try run(.completed))
        try beat(live)
        try beat(over)
        try beat(newID())
        #expect(try rows() == 1)
        for type in [StateType.pending, .crashed] {
            let state = State(id: newID(), type: type, timestamp: clock.now)
            try beat(live)
            #expect(try rows() == 1)
            _ = try database.write { [clock] in
                try StateSetting.setState(ofFlowRun: live, to: state, force: true, at: clock.now, in: $0)
            }
            #expect(try rows() == 0)
        }
    }

    @Test func `dead runs are looked for by indexes`() throws {
        let question = ZombieQuestion(
            patience: ZombiePatience(), listeningSince: clock.now, now: clock.now + .hours(1))
        for query in [
            SQL.silentRuns(before: clock.now, question, limit: 1),
            SQL.runsOfWorkersGone(before: clock.now, at: clock.now, limit: 1),
        ] {
            let plan = try database.onWriter { connection in
                try connection.rows("EXPLAIN QUERY PLAN \(query)") { $0.text(3) }
            }
            #expect(plan.first?.contains("flow_run_life_by_") == true, "\(plan)")
            #expect(!plan.dropFirst().contains { $0.hasPrefix("SCAN") }, "\(plan)")
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        }
    }
}
