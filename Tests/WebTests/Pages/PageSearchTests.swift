import Core
import JSON
import TestSupport
import Testing
import Web

@Suite struct PageSearchTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    /// Makes runs of a flow, a second apart, each in a state.
    private func make(_ flow: String, _ runs: [(name: String, state: JSONValue)], tags: JSONValue = []) throws {
        let id = try server.made("/api/flows/", ["name": .string(flow)])
        for run in runs {
            try server.made(
                "/api/flow_runs/",
                [
                    "name": .string(run.name), "flow_id": .string(id), "state": run.state, "tags": tags,
                ])
            server.clock.advance(by: .seconds(1))
        }
    }

    /// The names of the runs that a page lists, in its order.
    private func runs(_ query: String) -> [String] {
        var visitor = Visitor(server)
        return visitor.open("/runs" + query).text.matches(of: #/<td class="main"><a [^>]*>([^<]*)</#).map {
            String($0.1)
        }
    }

    @Test func `runs are found by state, by a part of the name, by flow and by tag`() throws {
        try make("etl", [("one", ["type": "COMPLETED"]), ("two", ["type": "FAILED"])], tags: ["x"])
        try make("other", [("three", ["type": "CRASHED"]), ("four", ["type": "SCHEDULED", "name": "Late"])])
        #expect(runs("") == ["four", "three", "two", "one"])
        #expect(runs("?sort=oldest") == ["one", "two", "three", "four"])
        #expect(runs("?state=failed&state=crashed") == ["three", "two"])
        #expect(runs("?state=late") == ["four"])
        #expect(runs("?state=nonsense&when=nonsense") == ["four", "three", "two", "one"])
        #expect(runs("?name=O") == ["four", "two", "one"])
        #expect(runs("?flow=etl") == ["two", "one"])
        #expect(runs("?flow=etl&state=failed") == ["two"])
        #expect(runs("?tag=x&name=one") == ["one"])
        #expect(runs("?tag=none") == [])
    }

    @Test func `a deployment is named with or without its flow`() throws {
        for flow in ["etl", "other"] {
            let id = try server.made("/api/flows/", ["name": .string(flow)])
            let deployment = try server.made(
                "/api/deployments/",
                [
                    "name": "daily", "flow_id": .string(id), "enforce_parameter_schema": false,
                ])
            try server.made("/api/deployments/\(deployment)/create_flow_run", ["name": .string("run of " + flow)])
            server.clock.advance(by: .seconds(1))
        }
        #expect(runs("?deployment=daily") == ["run of other", "run of etl"])
        #expect(runs("?deployment=etl/daily") == ["run of etl"])
        #expect(runs("?deployment=etl%2Fdaily&state=scheduled") == ["run of etl"])
        #expect(runs("?deployment=none") == [])
    }

    @Test func `runs that lie ahead are shown when they are asked for`() throws {
        try make(
            "etl",
            [
                ("now", ["type": "RUNNING"]),
                ("soon", ["type": "SCHEDULED", "state_details": ["scheduled_time": "2026-11-21T13:00:00Z"]]),
                ("later", ["type": "SCHEDULED", "state_details": ["scheduled_time": "2026-11-21T14:00:00Z"]]),
            ])
        #expect(runs("") == ["now"])
        #expect(runs("?when=ahead") == ["soon", "later"])
        #expect(runs("?state=scheduled") == ["later", "soon"])
        #expect(runs("?when=any") == ["later", "soon", "now"])
    }

    @Test func `runs and deployments are found by work pool and queue`() throws {
        let flow = try server.made("/api/flows/", ["name": "etl"])
        for (pool, queue) in [("one", "a"), ("one", "b"), ("two", "a")] {
            try server.send(.post, "/api/work_pools/", ["name": .string(pool), "type": "process"])
            let deployment = try server.made(
                "/api/deployments/",
                [
                    "name": .string("\(pool)-\(queue)"), "flow_id": .string(flow), "enforce_parameter_schema": false,
                    "work_pool_name": .string(pool), "work_queue_name": .string(queue),
                ])
            try server.made(
                "/api/deployments/\(deployment)/create_flow_run", ["name": .string("run in \(pool)-\(queue)")])
            server.clock.advance(by: .seconds(1))
        }
        try make("etl", [("elsewhere", ["type": "SCHEDULED"])], tags: ["x"])
        #expect(runs("?pool=one") == ["run in one-b", "run in one-a"])
        #expect(runs("?pool=one&queue=a") == ["run in one-a"])
        #expect(runs("?pool=two&queue=a&state=scheduled&flow=etl") == ["run in two-a"])
        #expect(runs("?pool=one&deployment=two-a") == [])
        #expect(runs("?pool=one&tag=x") == [])
        var visitor = Visitor(server)
        #expect(visitor.open("/runs?pool=three").text.contains("There is no work pool named “three”."))
        #expect(visitor.open("/runs?pool=one&queue=c").text.contains("has no queue named “c”"))
        #expect(visitor.open("/runs?queue=a").text.contains("Say of which work pool the queue is."))
        let names = visitor.open("/deployments?pool=one").text
        #expect(names.contains(">one-a</a>") && names.contains(">one-b</a>") && !names.contains(">two-a</a>"))
        #expect(visitor.open("/deployments?pool=three").text.contains("No deployment is like this."))
    }

    @Test func `pages follow one another without a gap and without a repetition`() throws {
        try make("etl", (0..<120).map { ("run \($0)", ["type": $0 % 3 == 0 ? "FAILED" : "COMPLETED"]) })
        for query in ["?", "?state=failed&state=completed", "?sort=oldest", "?flow=etl&name=run"] {
            var visitor = Visitor(server)
            var seen: [String] = []
            var address = "/runs" + query
            while true {
                let html = visitor.open(address).text
                seen += html.matches(of: #/<td class="main"><a [^>]*>([^<]*)</#).map { String($0.1) }
                guard let next = html.firstMatch(of: #/rel="next" href="(\?[^"]*)"/#) else { break }
                address = "/runs" + next.1.replacing("&amp;", with: "&")
            }
            let all = (0..<120).map { "run \($0)" }
            #expect(seen == (query.contains("oldest") ? all : all.reversed()), "\(query)")
        }
    }

    @Test func `the lines of a log follow one another, from both ends and by level`() throws {
        try make("etl", [("run", ["type": "RUNNING"])])
        let run = try #require(
            try server.send(.post, "/api/flow_runs/filter", [:]).json.array?.first?["id"]?.string)
        for batch in 0..<5 {
            let lines = (0..<90).map { place -> JSONValue in
                let number = batch * 90 + place
                return [
                    "name": "l", "level": .int(number % 10 == 0 ? 40 : 20), "message": .string("line \(number)"),
                    "flow_run_id": .string(run), "timestamp": "2026-11-21T12:00:00Z",
                ]
            }
            #expect(try server.send(.post, "/api/logs/", .array(lines)).status == 201)
        }
        func lines(_ query: String) -> (numbers: [Int], html: String) {
            var visitor = Visitor(server)
            let html = visitor.open("/runs/flow-run/\(run)\(query)").text
            return (html.matches(of: #/>line (\d+)</#).compactMap { Int($0.1) }, html)
        }
        func link(_ html: String, _ text: String) throws -> String {
            let found = html.matches(of: #/href="(\?[^"#]*)#logs">([^<]*)</#).first { $0.2 == text }
            return String(try #require(found).1).replacing("&amp;", with: "&")
        }
        let first = lines("")
        #expect(first.numbers == Array(0..<200))
        let second = lines(try link(first.html, "Later →"))
        #expect(second.numbers == Array(200..<400))
        #expect(lines(try link(second.html, "← Earlier")).numbers == Array(0..<200))
        let last = lines(try link(first.html, "Last"))
        #expect(last.numbers == Array(250..<450))
        #expect(!last.html.contains("Later →"))
        #expect(lines("?level=error").numbers == stride(from: 0, to: 450, by: 10).map { $0 })
        #expect(lines("?log=after-nonsense").numbers == Array(0..<200))
    }
}
