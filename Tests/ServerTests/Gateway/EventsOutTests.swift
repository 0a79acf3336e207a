import Core
import JSON
import Store
import TestSupport
import Testing

@testable import Server

@Suite struct EventsOutTests {
    @Test func `stored events come first, oldest first, then those that arrive`() throws {
        let gateway = try TestGateway()
        let inward = try gateway.opened("/api/events/in")
        try inward.send(Sample.event("second", 1, occurred: "2026-11-21T11:58:00Z"))
        try inward.send(Sample.event("first", 2, occurred: "2026-11-21T11:57:00Z"))
        try inward.send(Sample.event("too.old", 3, occurred: "2026-11-21T11:44:00Z"))
        try gateway.settle(inward)
        let outward = try gateway.listening([:])
        #expect(try outward.nextEvent() == "first")
        #expect(try outward.nextEvent() == "second")
        try inward.send(Sample.event("third", 4))
        #expect(try outward.nextEvent() == "third")
    }

    @Test func `an event looks as Prefect's server shows it`() throws {
        let gateway = try TestGateway()
        let outward = try gateway.listening([:])
        let inward = try gateway.opened("/api/events/in")
        try inward.send(
            #"{"occurred":"2026-11-21T13:59:59.5+02:00","event":"e","resource":{"prefect.resource.id":"r","b":"c"},"related":[{"prefect.resource.role":"x","prefect.resource.id":"y"}],"payload":{"n":[1,null]},"id":"00000000-0000-4000-8000-000000000001","follows":"00000000-0000-4000-8000-000000000002","extra":1}"#
        )
        #expect(
            try outward.receiveText()
                == #"{"type":"event","event":{"occurred":"2026-11-21T11:59:59.500000Z","event":"e","resource":{"prefect.resource.id":"r","b":"c"},"related":[{"prefect.resource.role":"x","prefect.resource.id":"y"}],"payload":{"n":[1,null]},"id":"00000000-0000-4000-8000-000000000001","follows":"00000000-0000-4000-8000-000000000002","received":"2026-11-21T12:00:00Z"}}"#
        )
    }

    @Test func `without the stored ones only what arrives is told`() throws {
        let gateway = try TestGateway()
        let inward = try gateway.opened("/api/events/in")
        try inward.send(Sample.event("before", 1))
        try gateway.settle(inward)
        let outward = try gateway.listening([:], stored: false)
        // Where the client begins is decided by a thread; the answer to a PING promises that it is.
        try gateway.settle(outward)
        try inward.send(Sample.event("after", 2))
        #expect(try outward.nextEvent() == "after")
    }

    @Test func `only events that the filter lets through are told`() throws {
        let gateway = try TestGateway()
        let outward = try gateway.listening([
            "event": ["prefix": ["prefect."], "name": nil, "exclude_name": ["prefect.b"]], "resource": nil,
            "id": ["id": []],
        ])
        let inward = try gateway.opened("/api/events/in")
        for (number, name) in ["other.a", "prefect.a", "prefect.b", "prefect.c"].enumerated() {
            try inward.send(Sample.event(name, number))
        }
        #expect(try outward.nextEvent() == "prefect.a")
        #expect(try outward.nextEvent() == "prefect.c")
    }

    @Test func `a client that does not read keeps nobody waiting and misses nothing`() throws {
        let gateway = try TestGateway()
        let slow = try gateway.listening([:], receiveBuffer: 4096)
        let quick = try gateway.listening([:])
        let inward = try gateway.opened("/api/events/in")
        let names = (0..<1500).map { "event.\($0)" }
        for (number, name) in names.enumerated() {
            try inward.send(Sample.event(name, number, note: String(repeating: "x", count: 4000)))
        }
        try gateway.settle(inward)
        for name in names { #expect(try quick.nextEvent() == name) }
        for name in names { #expect(try slow.nextEvent() == name) }
    }

    @Test(arguments: [
        (#"{"type":"hello"}"#, "Expected 'filter' message"),
        ("{nope", "Expected 'filter' message"),
        (#"{"type":"filter"}"#, "Invalid filter: 'filter'"),
        (#"{"type":"filter","filter":{"nope":1}}"#, "Invalid filter: nope: Extra inputs are not permitted"),
        (
            #"{"type":"filter","filter":{"event":{"name":"x"}}}"#,
            "Invalid filter: event.name: Input should be a valid list"
        ),
    ])
    func `a wrong filter is refused in words`(_ message: String, _ reason: String) throws {
        let gateway = try TestGateway()
        let socket = try gateway.opened("/api/events/out")
        try socket.send(message)
        let frame = try socket.receive()
        #expect(frame.code == 1002)
        #expect(frame.reason == reason)
    }

    @Test func `events of the server itself are told as well`() throws {
        let gateway = try TestGateway()
        let outward = try gateway.listening(["event": ["name": ["prefect.flow-run.Cancelling"]]])
        let now = gateway.clock.now
        try gateway.database.write { transaction in
            _ = try transaction.insertEvent(
                Event(
                    id: Sample.id(1), occurred: now, received: now, name: "prefect.flow-run.Cancelling",
                    resource: ["prefect.resource.id": "prefect.flow-run.1"]))
        }
        #expect(try outward.nextEvent() == "prefect.flow-run.Cancelling")
    }
}

extension TestSocket {
    /// The name of the next event that is told.
    func nextEvent() throws -> String {
        try JSONValue(parsing: try receiveText())["event"]?["event"]?.string ?? ""
    }
}
