import Core
import JSON
import Store
import TestSupport
import Testing

@testable import Server

@Suite struct LogsOutTests {
    private func write(_ messages: [String], _ level: Int64, from number: UInt64, to gateway: TestGateway) throws {
        let now = gateway.clock.now
        try gateway.database.write { transaction in
            try transaction.insertLogs(
                messages.enumerated().map { place, message in
                    let log = Log(name: "n", level: level, message: message, timestamp: now)
                    return (id: ID(high: 3, low: number + UInt64(place)), log: log)
                }, at: now)
        }
    }

    @Test func `lines that arrive are told, those that were there are not`() throws {
        let gateway = try TestGateway()
        try write(["old"], 40, from: 1, to: gateway)
        let socket = try gateway.opened("/api/logs/out")
        try socket.send(#"{"type":"filter","filter":{"operator":"and_","level":{"ge_":30},"text":null}}"#)
        // Where the client begins is decided by a thread; the answer to a PING promises that it is.
        try gateway.settle(socket)
        try write(["low"], 20, from: 2, to: gateway)
        try write(["high"], 40, from: 3, to: gateway)
        let log = try JSONValue(parsing: try socket.receiveText())
        #expect(log["type"] == "log")
        #expect(log["log"]?["message"] == "high")
        #expect(log["log"]?["level"] == 40)
    }

    @Test func `a filter that is none is refused in words`() throws {
        let gateway = try TestGateway()
        let socket = try gateway.opened("/api/logs/out")
        try socket.send(#"{"type":"filter","filter":{"nope":1}}"#)
        #expect(try socket.receive().reason == "Invalid filter: nope: Extra inputs are not permitted")
    }
}
