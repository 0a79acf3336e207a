import Testing

@testable import Server

/// How a client that closes is answered (RFC 6455, section 7.4).
@Suite struct ClosingTests {
    @Test(arguments: [1000, 1001, 1003, 1007, 1014, 3000, 4999] as [Int])
    func `a code is given back`(_ code: Int) throws {
        let gateway = try TestGateway()
        let socket = try gateway.opened("/api/events/in")
        try socket.close(UInt16(code))
        #expect(try socket.receive().code == code)
    }

    @Test(arguments: [0, 999, 1004, 1005, 1006, 1015, 2999, 5000] as [Int])
    func `a code that nobody may close with is refused`(_ code: Int) throws {
        let gateway = try TestGateway()
        let socket = try gateway.opened("/api/events/in")
        try socket.close(UInt16(code))
        #expect(try socket.receive().code == 1002)
    }

    @Test(arguments: [([3], 1002), ([3, 232, 0xFF], 1007)] as [([UInt8], Int)])
    func `half a code and words that are no text are refused`(_ data: [UInt8], _ answered: Int) throws {
        let gateway = try TestGateway()
        let socket = try gateway.opened("/api/events/in")
        try socket.send(opcode: 8, data)
        #expect(try socket.receive().code == answered)
    }
}
