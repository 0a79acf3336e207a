import Core
import JSON
import Store
import TestSupport
import Testing

@testable import Server

@Suite struct WorkerChannelTests {
    @Test func `a worker is let in, its pool is made, and it is told of each change`() throws {
        let gateway = try TestGateway()
        let socket = try gateway.opened("/api/work_pools/my%20p%C3%B6%C3%B6l/workers/connect")
        try socket.send(hello(["create_pool_if_not_found": true]))
        let ready = try JSONValue(parsing: try socket.receiveText())
        #expect(ready["type"] == "worker.ready.v1")
        let snapshot = try #require(ready["payload"]?["initial_snapshot"])
        #expect(snapshot["snapshot_sequence"] == 1)
        #expect(snapshot["work_pool"]?["name"] == "my pööl")
        #expect(snapshot["work_pool"]?["status"] == "READY")
        let id = try #require(snapshot["work_pool"]?["id"]?.string.flatMap(ID.init))
        for number in 2...4 {
            gateway.clock.advance(by: .seconds(1))
            let now = gateway.clock.now
            try gateway.database.write { tx in
                var change = WorkPoolChange()
                change.concurrencyLimit = Int64(number)
                try tx.updateWorkPool(id, change, at: now)
            }
            let told = try JSONValue(parsing: try socket.receiveText())
            #expect(told["type"] == "work_pool.snapshot.v1")
            #expect(told["payload"]?["snapshot_sequence"] == .int(Int64(number)))
            #expect(told["payload"]?["work_pool"]?["concurrency_limit"] == .int(Int64(number)))
        }
        try gateway.database.write { [now = gateway.clock.now] in try $0.deleteWorkPool(id, at: now) }
        let end = try socket.receive()
        #expect(end.code == 1008)
        #expect(end.reason == "authorization_failed")
    }

    @Test func `heartbeats are kept in their order`() throws {
        let gateway = try TestGateway()
        let socket = try gateway.opened("/api/work_pools/pool/workers/connect")
        try socket.send(hello(["create_pool_if_not_found": true]))
        _ = try socket.receiveText()
        for interval in 1...40 { try socket.send(heartbeat(interval)) }
        // An answer to what comes behind them shows that they have been taken.
        try socket.send(frame("cleanup.ack.v1", ["message_id": .string(consumer), "reservation_token": "t"]))
        #expect(try JSONValue(parsing: try socket.receiveText())["payload"]?["status"] == "unauthorized")
        let workers = try gateway.database.read { [now = gateway.clock.now] tx in
            var writer = JSONWriter()
            guard let pool = try tx.workPool(named: "pool") else { return writer.bytes }
            try writer.array { try tx.writeWorkers(ofPool: pool.id, nil, page: Page(), at: now, into: &$0) }
            return writer.bytes
        }
        let list = try #require(try JSONValue(parsing: workers).array)
        #expect(list.map { $0["heartbeat_interval_seconds"] } == [40])
    }

    @Test func `a client that does not speak the subprotocol is kept out`() throws {
        let gateway = try TestGateway()
        #expect(try gateway.connect("/api/work_pools/pool/workers/connect", subprotocol: nil).status == 403)
    }

    @Test(arguments: [
        "/api/work_pools//workers/connect", "/api/work_pools/a%2Fb/workers/connect",
        "/api/work_pools/a/b/workers/connect",
    ])
    func `what is no name of a pool is not found`(_ path: String) throws {
        #expect(try TestGateway().connect(path).status == 404)
    }

    private let consumer = "00000000-0000-4000-8000-000000000001"

    private func hello(_ members: JSONObject) -> String {
        let usual: JSONObject = [
            "consumer_id": .string(consumer), "worker_name": "w", "worker_type": "process",
            "heartbeat_interval_seconds": 30, "supported_channel_versions": ["work_pool_worker_channel.v1"],
            "requested_capabilities": ["worker_heartbeat.v1", "work_pool_snapshot.v1"],
        ]
        return frame("worker.hello.v1", .object(usual.merging(members)))
    }

    private func heartbeat(_ interval: Int) -> String {
        frame(
            "worker.heartbeat.v1",
            [
                "consumer_id": .string(consumer), "worker_name": "w",
                "heartbeat_interval_seconds": .int(Int64(interval)),
            ])
    }

    private func frame(_ type: JSONValue, _ payload: JSONValue) -> String {
        JSONValue.object([
            "type": type, "id": .string(consumer), "sent_at": "2026-11-21T12:00:00Z", "payload": payload,
        ]).text
    }
}
