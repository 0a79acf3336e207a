import Core
import Dispatch
import JSON
import Store
import Testing

@testable import Server

@Suite struct EventsInTests {
    @Test func `a PONG says that all events before it are stored`() throws {
        let gateway = try TestGateway()
        let socket = try gateway.opened("/api/events/in")
        let (held, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let database = gateway.database
        DispatchQueue.global().async {
            _ = try? database.write { _ in
                held.signal()
                release.wait()
            }
        }
        held.wait()
        try socket.send(Sample.event("held.back", 1))
        try socket.ping("after")
        // Its answer shows that the gateway has seen what was sent before.
        let other = try gateway.opened("/api/events/in")
        try gateway.settle(other)
        #expect(!socket.hasNews)
        release.signal()
        #expect(try socket.receive() == .init(opcode: 10, data: Array("after".utf8)))
        #expect(try gateway.storedEvents() == ["held.back"])
    }

    @Test func `events are stored in their order, each once`() throws {
        let gateway = try TestGateway()
        let socket = try gateway.opened("/api/events/in")
        let names = (0..<1200).map { "event.\($0)" }
        for (number, name) in names.enumerated() { try socket.send(Sample.event(name, number)) }
        for number in 0..<100 { try socket.send(Sample.event("event.\(number)", number)) }
        try gateway.settle(socket)
        #expect(try gateway.allEvents() == names)
    }

    @Test func `what is no event is passed over and the connection stays`() throws {
        let gateway = try TestGateway()
        let socket = try gateway.opened("/api/events/in")
        try socket.send("{nope")
        try socket.send(#"{"id":"x"}"#)
        try socket.send(Sample.event("good", 1))
        try gateway.settle(socket)
        #expect(try gateway.storedEvents() == ["good"])
    }

    @Test func `a message may come in fragments with a PING between them`() throws {
        let gateway = try TestGateway()
        let socket = try gateway.opened("/api/events/in")
        let text = Array(Sample.event("in.pieces", 1, note: String(repeating: "é", count: 70_000)).utf8)
        try socket.send(opcode: 1, Array(text[..<100]), isFinal: false)
        try socket.ping("between")
        #expect(try socket.receive() == .init(opcode: 10, data: Array("between".utf8)))
        try socket.send(opcode: 0, Array(text[100..<80_001]), isFinal: false)
        try socket.send(opcode: 0, Array(text[80_001...]))
        try gateway.settle(socket)
        #expect(try gateway.storedEvents() == ["in.pieces"])
    }

    @Test func `frames that break the protocol close with their code`() throws {
        var limits = GatewayLimits()
        limits.message = 1000
        let gateway = try TestGateway(limits: limits)
        func code(_ act: (TestSocket) throws -> Void) throws -> Int? {
            let socket = try gateway.opened("/api/events/in")
            try act(socket)
            return try socket.receive().code
        }
        #expect(try code { try $0.send(opcode: 1, [65], isMasked: false) } == 1002)
        #expect(try code { try $0.send(opcode: 0, [65]) } == 1002)
        #expect(try code { try $0.send(opcode: 1, [65], reserved: 4) } == 1002)
        #expect(try code { try $0.send(opcode: 2, [65]) } == 1003)
        #expect(try code { try $0.send(opcode: 1, [0xFF, 0xFE]) } == 1007)
        #expect(try code { try $0.send(opcode: 1, [UInt8](repeating: 65, count: 1001)) } == 1009)
        #expect(
            try code {
                try $0.send(opcode: 1, [UInt8](repeating: 65, count: 600), isFinal: false)
                try $0.send(opcode: 0, [UInt8](repeating: 65, count: 600))
            } == 1009)
    }

    @Test func `a close is given back once the events before it are stored`() throws {
        let gateway = try TestGateway()
        let socket = try gateway.opened("/api/events/in")
        try socket.send(Sample.event("last.words", 1))
        try socket.close(1000)
        #expect(try socket.receive().code == 1000)
        #expect(try gateway.storedEvents() == ["last.words"])
        #expect(socket.isEnded)
    }

    @Test func `a client that sends faster than is stored is held back, and nothing is lost`() throws {
        var limits = GatewayLimits()
        limits.waiting = 10_000
        limits.batch = 7
        let gateway = try TestGateway(limits: limits)
        let socket = try gateway.opened("/api/events/in")
        let names = (0..<300).map { "event.\($0)" }
        for (number, name) in names.enumerated() {
            try socket.send(Sample.event(name, number, note: String(repeating: "x", count: 2000)))
        }
        try gateway.settle(socket)
        #expect(try gateway.allEvents() == names)
    }

    @Test func `a stop stores what came in and says why it closes`() throws {
        let gateway = try TestGateway()
        let inward = try gateway.opened("/api/events/in")
        let outward = try gateway.listening([:])
        try inward.send(Sample.event("in.time", 1))
        try gateway.settle(inward)
        gateway.stop()
        #expect(try inward.receive().code == 1001)
        var last = try outward.receive()
        while last.opcode == 1 { last = try outward.receive() }
        #expect(last.code == 1001)
        #expect(try gateway.storedEvents() == ["in.time"])
    }
}

extension TestGateway {
    /// The names of all stored events over all pages.
    func allEvents() throws -> [String] {
        var names: [String] = []
        var place = EventPlace.arriving(after: 0)
        while true {
            let from = place
            let page = try database.read { try $0.events(EventFilter(), from: from) }
            names += try page.events.map { try JSONValue(parsing: $0)["event"]?.string ?? "" }
            guard page.hasMore else { return names }
            place = page.next
        }
    }
}
