import Glibc
import Testing
import Web

@testable import Server

@Suite struct ResponseRecordsTests {
    /// The content of standard output, and the types of all records in their order.
    private func parse(_ bytes: [UInt8]) -> (output: [UInt8], types: [UInt8], requests: Set<Int>) {
        var (output, types, requests) = ([UInt8](), [UInt8](), Set<Int>())
        var rest = bytes[...]
        while rest.count >= 8 {
            let header = Array(rest.prefix(8))
            let length = Int(header[4]) << 8 | Int(header[5])
            types.append(header[1])
            requests.insert(Int(header[2]) << 8 | Int(header[3]))
            let content = rest.dropFirst(8).prefix(length)
            if header[1] == 6 { output += content }
            rest = rest.dropFirst(8 + length + Int(header[6]))
        }
        return (output, types, requests)
    }

    /// A body in which every place looks different from its neighbours.
    private func body(_ size: Int) -> [UInt8] { (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) } }

    @Test(arguments: [0, 1, 65_000, 65_528, 65_529, 200_000])
    func `output is cut into records and ended`(size: Int) {
        let response = Response(.ok, body: body(size))
        let parsed = parse(ResponseRecords(response, isHead: false, request: 300).bytes)
        #expect(parsed.output == response.headerBlock + response.body)
        #expect(parsed.types == parsed.types.dropLast().map { _ in 6 } + [3])
        #expect(parsed.requests == [300])
    }

    @Test func `headers larger than a record are cut as well`() {
        var headers = Headers()
        for number in 0..<4000 { headers.add("x-number-\(number)", "0123456789") }
        let response = Response(.ok, headers: headers, body: body(10))
        let parsed = parse(ResponseRecords(response, isHead: false, request: 1).bytes)
        #expect(parsed.output == response.headerBlock + response.body)
    }

    @Test func `what is written is what was laid out, in however many steps the peer takes it`() throws {
        let records = ResponseRecords(Response(.ok, body: body(3_000_000)), isHead: false, request: 1)
        var ends: [Int32] = [0, 0]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        let writer = Threads()
        let (near, far) = (ends[0], ends[1])
        try writer.start(stackSize: FastCGIServer.stackSize) {
            _ = records.write(to: near)
            close(near)
        }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 70_001)
        while case let count = read(far, &buffer, buffer.count), count > 0 { received += buffer.prefix(count) }
        close(far)
        #expect(received == records.bytes)
    }

    @Test func `a peer that has gone is noticed`() throws {
        var ends: [Int32] = [0, 0]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        signal(SIGPIPE, SIG_IGN)
        close(ends[1])
        #expect(!ResponseRecords(Response(.ok), isHead: false, request: 1).write(to: ends[0]))
        close(ends[0])
    }

    @Test func `HEAD gets the header fields of GET and no body`() {
        let response = Response(.ok, body: body(70_000))
        let output = parse(ResponseRecords(response, isHead: true, request: 1).bytes).output
        #expect(String(decoding: output, as: UTF8.self) == "Status: 200 OK\r\nContent-Length: 70000\r\n\r\n")
    }

    @Test(arguments: [Response.Status.noContent, Response.Status(rawValue: 304)])
    func `a status without a body has no length either`(status: Response.Status) {
        let output = parse(ResponseRecords(Response(status, body: [1]), isHead: false, request: 1).bytes).output
        #expect(String(decoding: output, as: UTF8.self) == "Status: \(status.rawValue) \(status.reason)\r\n\r\n")
    }

    @Test func `a line end in a value begins no field of its own`() {
        var headers = Headers()
        headers["location"] = "/a\r\nSet-Cookie: b"
        headers["content-length"] = "99"
        let block = String(decoding: Response(.seeOther, headers: headers).headerBlock, as: UTF8.self)
        #expect(block == "Status: 303 See Other\r\nlocation: /a  Set-Cookie: b\r\nContent-Length: 0\r\n\r\n")
    }

    @Test func `an answer in pieces is one output with one end`() {
        let response = Response(.ok, body: body(10))
        let bytes =
            ResponseRecords(response, isHead: false, hasRest: true, request: 7).bytes
            + ResponseRecords(piece: body(70_000), request: 7).bytes
            + ResponseRecords(piece: nil, request: 7).bytes
        let parsed = parse(bytes)
        #expect(parsed.output == response.headerBlock + body(10) + body(70_000))
        #expect(parsed.types.filter { $0 == 3 }.count == 1)
        #expect(parsed.types.last == 3)
        #expect(parsed.requests == [7])
    }
}
