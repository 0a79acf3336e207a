import Core
import JSON
import Store
import TestSupport
import Testing

@testable import Server

@Suite struct TaskRunsOutTests {
    private let path = "/api/task_runs/subscriptions/scheduled"

    /// Has a background run of a task wait. Answers its id.
    @discardableResult
    private func delay(_ number: Int, key: String = "t", in gateway: TestGateway) throws -> String {
        let now = gateway.clock.now
        var details = StateDetails(["deferred": true])
        details.scheduledTime = now
        let state = State(
            id: ID(high: 2, low: UInt64(number)), type: .scheduled, timestamp: now, details: details)
        let run = NewTaskRun(
            id: Sample.id(number), name: "r", flowRunID: nil, taskKey: key, dynamicKey: "\(number)", state: state)
        return try gateway.database.write { try $0.createTaskRun(run, at: now).id }.description
    }

    private func worker(_ gateway: TestGateway, _ name: String = "w", keys: String = #"["t"]"#) throws -> TestSocket {
        let socket = try gateway.opened(path)
        try socket.send(#"{"type":"subscribe","keys":\#(keys),"client_id":"\#(name)"}"#)
        return socket
    }

    private func nextID(_ socket: TestSocket) throws -> String? {
        try JSONValue(parsing: try socket.receiveText())["id"]?.string
    }

    private func waits(_ gateway: TestGateway) throws -> Bool {
        try gateway.database.read { try $0.hasWaitingTaskRun(of: ["t", "u"]) }
    }

    @Test func `runs come in their order, each after the one before was acknowledged`() throws {
        let gateway = try TestGateway()
        let first = try delay(1, in: gateway)
        try delay(2, key: "other", in: gateway)
        let socket = try worker(gateway, keys: #"["t","u"]"#)
        let run = try JSONValue(parsing: try socket.receiveText())
        #expect(run["id"]?.string == first)
        #expect(run["state"]?["state_details"]?["deferred"] == true)
        let second = try delay(3, key: "u", in: gateway)
        try socket.ping("still")
        #expect(try socket.receive().opcode == 10)
        try socket.send(#"{"type":"ack"}"#)
        #expect(try nextID(socket) == second)
    }

    @Test func `a run that was not acknowledged goes to another worker`() throws {
        let gateway = try TestGateway()
        let first = try worker(gateway, "first")
        let run = try delay(1, in: gateway)
        #expect(try nextID(first) == run)
        let second = try worker(gateway, "second")
        try first.close(1000)
        #expect(try nextID(second) == run)
        try second.send(#"{"type":"ack"}"#)
        let next = try delay(2, in: gateway)
        #expect(try nextID(second) == next)
    }

    @Test func `a run goes to one worker`() throws {
        let gateway = try TestGateway()
        let workers = try (0..<4).map { try worker(gateway, "w\($0)") }
        let runs = try (1...4).map { try delay($0, in: gateway) }
        #expect(Set(try workers.map { try nextID($0) }) == Set(runs))
        #expect(try !waits(gateway))
    }

    @Test func `a run that is cancelled before its turn is not given out`() throws {
        let gateway = try TestGateway()
        try delay(1, in: gateway)
        let now = gateway.clock.now
        _ = try gateway.database.write {
            try StateSetting.setState(
                ofTaskRun: Sample.id(1), to: State(id: ID(high: 5, low: 5), type: .cancelled, timestamp: now),
                force: true, at: now, in: $0)
        }
        #expect(try !waits(gateway))
    }

    @Test func `what waited waits on after a restart`() throws {
        let gateway = try TestGateway()
        let run = try delay(1, in: gateway)
        let socket = try worker(gateway)
        #expect(try nextID(socket) == run)
        #expect(try gateway.database.read { try $0.taskWorkers(for: ["t"]) } == [.init(name: "w", taskKeys: ["t"])])
        // A start forgets who was connected, and with them what they held.
        try gateway.database.write { try $0.removeTaskWorkers() }
        #expect(try waits(gateway))
        #expect(try gateway.database.read { try $0.taskWorkers(for: []) } == [])
    }

    @Test(arguments: [
        (#"{"type":"hello"}"#, "Protocol violation: expected 'subscribe' message"),
        (#"{"type":"subscribe","client_id":"w"}"#, "Protocol violation: expected 'keys' in subscribe message"),
        (#"{"type":"subscribe","keys":["t"]}"#, "Protocol violation: expected 'client_id' in subscribe message"),
    ])
    func `a first message that subscribes to nothing is refused in words`(message: String, reason: String) throws {
        let gateway = try TestGateway()
        let socket = try gateway.opened(path)
        try socket.send(message)
        let frame = try socket.receive()
        #expect(frame.code == 4001)
        #expect(frame.reason == reason)
    }

    @Test func `an answer that is no acknowledgement is refused, and the run waits again`() throws {
        let gateway = try TestGateway()
        let run = try delay(1, in: gateway)
        let first = try worker(gateway)
        #expect(try nextID(first) == run)
        try first.send(#"{"type":"nack"}"#)
        #expect(try first.receive().code == 4001)
        #expect(try nextID(try worker(gateway, "second")) == run)
    }
}
