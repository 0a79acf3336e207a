import Core
import JSON
import Logging
import NIOCore
import Store
import TestSupport

@testable import Server

/// A gateway on a free port before a database in memory; stops when it goes away.
final class TestGateway {
    let database: Database
    let clock = TestClock()
    private let gateway: Gateway
    let port: Int

    init(basePath: String = "", token: String? = nil, limits: GatewayLimits = GatewayLimits()) throws {
        database = try Database(at: .memory)
        gateway = Gateway(
            database, effects: clock.effects, basePath: basePath, requiredToken: token, limits: limits,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        try gateway.start(at: .tcp(host: "127.0.0.1", port: 0))
        port = gateway.port ?? 0
    }

    deinit { gateway.stop(within: .seconds(5)) }

    func stop() { gateway.stop(within: .seconds(5)) }

    func connect(
        _ path: String, subprotocol: String? = "prefect", key: String? = TestSocket.key, receiveBuffer: Int32? = nil
    ) throws -> TestSocket {
        try TestSocket(port: port, path: path, subprotocol: subprotocol, key: key, receiveBuffer: receiveBuffer)
    }

    /// A socket whose handshake and opening are done.
    func opened(_ path: String, receiveBuffer: Int32? = nil) throws -> TestSocket {
        let socket = try connect(path, receiveBuffer: receiveBuffer)
        try socket.send(#"{"type":"auth","token":null}"#)
        guard try socket.receiveText() == #"{"type":"auth_success"}"# else {
            throw TestSocket.Broken(reason: "not let in")
        }
        return socket
    }

    /// A socket that is told of events; stored ones first, unless they are not wanted.
    func listening(_ filter: JSONValue, stored: Bool = true, receiveBuffer: Int32? = nil) throws -> TestSocket {
        let socket = try opened("/api/events/out", receiveBuffer: receiveBuffer)
        try socket.send(JSONValue.object(["type": "filter", "filter": filter, "backfill": .bool(stored)]).text)
        return socket
    }

    /// Returns once everything that was sent is stored.
    func settle(_ socket: TestSocket) throws {
        try socket.ping("settle")
        let frame = try socket.receive()
        guard frame == .init(opcode: 10, data: Array("settle".utf8)) else {
            throw TestSocket.Broken(reason: "\(frame.opcode) \(frame.text)")
        }
    }

    /// The names of all stored events, as they arrived.
    func storedEvents() throws -> [String] {
        let start = EventPlace.arriving(after: 0)
        return try database.read { try $0.events(EventFilter(), from: start).events }.map {
            try JSONValue(parsing: $0)["event"]?.string ?? ""
        }
    }

    func taskRun(_ id: ID) throws -> JSONValue {
        let now = clock.now
        let bytes = try database.read { transaction in
            var writer = JSONWriter()
            _ = try transaction.writeTaskRun(id, at: now, into: &writer)
            return writer.bytes
        }
        return bytes.isEmpty ? .null : try JSONValue(parsing: bytes)
    }
}

/// Events as clients send them.
enum Sample {
    static func id(_ number: Int) -> ID { ID(high: 0x1000, low: UInt64(number)) }

    static func event(_ name: String, _ number: Int, occurred: String = "2026-11-21T11:59:59Z", note: String = "")
        -> String
    {
        JSONValue.object([
            "id": .string(id(number).description), "event": .string(name), "occurred": .string(occurred),
            "resource": ["prefect.resource.id": .string("thing.\(number)")], "payload": ["note": .string(note)],
        ]).text
    }

    /// A state of the task run 500, told at a second of the minute.
    static func taskRun(_ state: String, _ number: Int, second: Int, more: JSONObject = [:]) -> String {
        let name = state.prefix(1) + state.dropFirst().lowercased()
        var run: JSONObject = ["name": "add-1", "task_key": "add", "dynamic_key": "1", "tags": ["a"], "run_count": 1]
        run = run.merging(more)
        return JSONValue.object([
            "id": .string(id(number).description), "event": .string("prefect.task-run.\(name)"),
            "occurred": .string("2026-11-21T11:59:\(second)Z"),
            "resource": [
                "prefect.resource.id": .string("prefect.task-run.\(id(500))"), "prefect.orchestration": "client",
            ],
            "payload": [
                "validated_state": ["type": .string(state), "name": .string(String(name))], "task_run": .object(run),
            ],
        ]).text
    }
}
