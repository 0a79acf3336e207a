import Core
import JSON
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite struct FlowRunEventRowTests {
    let database: Database
    let clock = TestClock()

    init() throws { database = try Database(at: .memory) }

    private func newID() -> ID { clock.effects.newID(at: clock.now) }

    private func makeRun(key: String? = nil) throws -> NewFlowRun {
        let flow = newID()
        let (id, _) = try database.write { [clock] in
            try $0.createFlow(FlowCreate(name: "etl"), id: flow, at: clock.now)
        }
        var run = NewFlowRun(
            id: newID(), name: "quiet-heron", flowID: id,
            state: State(id: newID(), type: .pending, timestamp: clock.now))
        run.idempotencyKey = key
        return run
    }

    /// Names and ids of the events that are kept, in the order of their arrival.
    private func events() throws -> [String] {
        try database.read { tx in
            guard let tx = tx as? SQLTransaction else { return [] }
            return try tx.connection.rows("SELECT event, id FROM event ORDER BY sequence") {
                "\($0.text(0)) \(try $0.id(1))"
            }
        }
    }

    @Test func `every state that is stored has its event, and wakes those who listen`() throws {
        let woken = Mutex(0)
        database.onCommit([.events]) { woken.withLock { $0 += 1 } }
        let run = try makeRun()
        let running = State(id: newID(), type: .running, timestamp: clock.now)
        _ = try database.write { [clock] in try $0.createFlowRun(run, at: clock.now) }
        _ = try database.write { [clock] in
            try StateSetting.setState(ofFlowRun: run.id, to: running, force: false, at: clock.now, in: $0)
        }
        #expect(try events() == ["prefect.flow-run.Pending \(run.state.id)", "prefect.flow-run.Running \(running.id)"])
        #expect(woken.withLock { $0 } == 2)
    }

    @Test func `what is not stored has no event`() throws {
        let run = try makeRun(key: "once")
        let again = State(id: newID(), type: .pending, timestamp: clock.now)
        var twin = run
        twin.id = newID()
        twin.state.id = newID()
        for each in [run, twin] { _ = try database.write { [clock] in try $0.createFlowRun(each, at: clock.now) } }
        let decision = try database.write { [clock] in
            try StateSetting.setState(ofFlowRun: run.id, to: again, force: false, at: clock.now, in: $0)
        }
        #expect(decision.entered == nil)
        #expect(try events().count == 1)
    }

    @Test func `a run that the scheduler lays ahead is told of when it moves`() throws {
        var run = try makeRun()
        run.autoScheduled = true
        let stored = run
        _ = try database.write { [clock] in try $0.createFlowRun(stored, at: clock.now) }
        #expect(try events().isEmpty)
        let running = State(id: newID(), type: .running, timestamp: clock.now)
        _ = try database.write { [clock] in
            try StateSetting.setState(ofFlowRun: stored.id, to: running, force: false, at: clock.now, in: $0)
        }
        #expect(try events().count == 1)
    }

    @Test func `an event is kept once`() throws {
        let event = Event(
            id: newID(), occurred: clock.now, received: clock.now, name: "x", resource: ["prefect.resource.id": "y"])
        #expect(try database.write { try $0.insertEvent(event) })
        #expect(try !database.write { try $0.insertEvent(event) })
        #expect(try events().count == 1)
    }
}
