import NIOCore
import Testing

@testable import Server

@Suite struct HandshakeTests {
    @Test func `the subprotocol is echoed when it is offered`() throws {
        let gateway = try TestGateway()
        let socket = try gateway.connect("/api/events/in", subprotocol: "other, prefect")
        #expect(socket.status == 101)
        #expect(socket.answer.lowercased().contains("sec-websocket-protocol: prefect"))
        #expect(socket.answer.lowercased().contains("sec-websocket-accept: "))
    }

    @Test func `an older client offers none and begins at once`() throws {
        let gateway = try TestGateway()
        let socket = try gateway.connect("/api/events/in", subprotocol: nil)
        #expect(socket.status == 101)
        #expect(!socket.answer.lowercased().contains("sec-websocket-protocol"))
        try socket.ping("abcd")
        #expect(try socket.receive() == .init(opcode: 10, data: Array("abcd".utf8)))
        try socket.send(Sample.event("from.afar", 1))
        try gateway.settle(socket)
        #expect(try gateway.storedEvents() == ["from.afar"])
    }

    @Test func `a PING is answered before the opening`() throws {
        let gateway = try TestGateway()
        let socket = try gateway.connect("/api/events/out")
        try socket.ping("abcd")
        #expect(try socket.receive() == .init(opcode: 10, data: Array("abcd".utf8)))
        try socket.send(#"{"type":"auth","token":null}"#)
        #expect(try socket.receiveText() == #"{"type":"auth_success"}"#)
    }

    @Test(arguments: [
        "/api/events/nope", "/api/work_pools/p/workers/w", "/api/task_runs/subscriptions/nope", "/",
    ])
    func `any other address is not found`(_ path: String) throws {
        let gateway = try TestGateway()
        let socket = try gateway.connect(path)
        #expect(socket.status == 404)
        #expect(socket.answer.lowercased().contains("content-type: application/json"))
    }

    @Test(arguments: [nil, "", "x", "AAECAwQFBgcICQoLDA0O", "AAECAwQFBgcICQoLDA0OD!=="])
    func `a key that is none is refused`(_ key: String?) throws {
        let gateway = try TestGateway()
        #expect(try gateway.connect("/api/events/in", key: key).status == 400)
    }

    @Test func `a base path comes before the addresses`() throws {
        let gateway = try TestGateway(basePath: "/rigel")
        #expect(try gateway.connect("/rigel/api/events/in?x=1").status == 101)
        #expect(try gateway.connect("/api/events/in").status == 404)
    }

    @Test(arguments: [#"{"type":"hello"}"#, "{nope", "[]", #""auth""#])
    func `a wrong first message is refused in words`(_ message: String) throws {
        let gateway = try TestGateway()
        let socket = try gateway.connect("/api/events/in")
        try socket.send(message)
        let frame = try socket.receive()
        #expect(frame.opcode == 8)
        #expect(frame.code == 1008)
        #expect(frame.reason == "Expected 'auth' message")
    }

    @Test func `a token is asked for where one is set`() throws {
        let gateway = try TestGateway(token: "admin:pass")
        #expect(try gateway.connect("/api/events/in", subprotocol: nil).status == 403)
        for (message, reason) in [
            (#"{"type":"auth","token":null}"#, "Auth required but no token provided"),
            (#"{"type":"auth","token":"admin:passx"}"#, "Invalid token"),
            (#"{"type":"auth","token":"a"}"#, "Invalid token"),
        ] {
            let socket = try gateway.connect("/api/events/in")
            try socket.send(message)
            let frame = try socket.receive()
            #expect(frame.code == 1008)
            #expect(frame.reason == reason)
        }
        let socket = try gateway.connect("/api/events/in")
        try socket.send(#"{"type":"auth","token":"admin:pass"}"#)
        #expect(try socket.receiveText() == #"{"type":"auth_success"}"#)
    }

    @Test func `a client that says nothing is sent away`() throws {
        var limits = GatewayLimits()
        limits.first = .milliseconds(50)
        let gateway = try TestGateway(limits: limits)
        #expect(try gateway.connect("/api/events/out").receive().reason == "Expected 'auth' message")
        #expect(try gateway.opened("/api/events/out").receive().reason == "Expected 'filter' message")
    }

    @Test func `a client that answers no PING is sent away`() throws {
        var limits = GatewayLimits()
        limits.ping = .milliseconds(50)
        let gateway = try TestGateway(limits: limits)
        let frame = try gateway.opened("/api/events/in").receive()
        #expect(frame.code == 1011)
        #expect(frame.reason == "No answer to a ping")
    }
}
