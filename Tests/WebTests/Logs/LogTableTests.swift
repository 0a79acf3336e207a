import JSON
import TestSupport
import Testing
import Web

@Suite struct LogTableTests {
    @Test func `a long table of logs comes in pieces, each line once and in order`() throws {
        let server = try TestServer()
        let flow = try server.made("/api/flows/", ["name": "f"])
        let run = try server.made("/api/flow_runs/", ["flow_id": .string(flow)])
        // Many lines of one moment: the place in the table must not depend on the time alone.
        for batch in 0..<6 {
            let lines = (0..<250).map { number -> JSONValue in
                [
                    "name": "l", "level": 20, "message": .string("line \(batch * 250 + number)"),
                    "timestamp": .string("2030-01-01T00:00:0\(batch / 2)Z"), "flow_run_id": .string(run),
                ]
            }
            #expect(try server.send(.post, "/api/logs/", .array(lines)).status == 201)
        }
        let response = server.app.respond(
            to: Request(
                method: .get, path: "/api/flow_runs/\(run)/logs/download", query: "", headers: Headers(), body: [],
                id: "test", now: server.clock.now))
        var (rest, pieces) = (response.rest, 0)
        while let piece = try rest?.next() { if !piece.isEmpty { pieces += 1 } }
        #expect(pieces == 3)
        let text = String(decoding: try response.wholeBody(), as: UTF8.self)
        let lines = text.split(separator: "\r\n").dropFirst().compactMap { $0.split(separator: ",").last }
        #expect(lines == (0..<1500).map { "line \($0)" })
    }
}
