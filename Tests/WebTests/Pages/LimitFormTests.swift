import Core
import JSON
import TestSupport
import Testing
import Web

@Suite struct LimitFormTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    private let list = "/concurrency-limits"
    private func page(_ id: String) -> String { list + "/concurrency-limit/\(id)" }
    private func limit(_ id: String) throws -> Answer { try server.send(.get, "/api/v2/concurrency_limits/\(id)") }

    @Test func `forms make limits by name and for tags`() throws {
        var visitor = Visitor(server)
        _ = visitor.open(list)
        let answer = visitor.submit(list + "/new", "kind=name&name=+db+&limit=5&decay=0.5")
        #expect(answer.status == 303)
        let made = try server.send(.get, "/api/v2/concurrency_limits/db")
        #expect(answer.headers["Location"] == page(try #require(made["id"]?.string)))
        #expect(made["limit"] == 5)
        #expect(made["slot_decay_per_second"] == 0.5)
        #expect(visitor.submit(list + "/new", "kind=tag&name=etl&limit=0&decay=").status == 303)
        #expect(try server.send(.get, "/api/concurrency_limits/tag/etl")["concurrency_limit"] == 0)
        #expect(visitor.submit(list + "/new", "kind=name&name=db&limit=1").status == 409)
        #expect(try server.send(.get, "/api/v2/concurrency_limits/db")["limit"] == 5)
    }

    @Test(
        arguments: [
            ("name=&limit=1", "is no name"), ("name=a%2Fb&limit=1", "is no name"),
            ("name=%3Cb%3E&limit=1", "is no name"),
            ("name=a&limit=", "is no limit"), ("name=a&limit=-1", "is no limit"), ("name=a&limit=1.5", "is no limit"),
            ("name=a&limit=1&decay=x", "slots per second"), ("name=a&limit=1&decay=-1", "slots per second"),
            ("name=a&limit=1&decay=inf", "slots per second"),
        ])
    func `what cannot be is refused in words`(fields: String, words: String) throws {
        var visitor = Visitor(server)
        _ = visitor.open(list)
        let answer = visitor.submit(list + "/new", fields)
        #expect(answer.status == 400)
        #expect(answer.text.contains(words))
        #expect(!answer.text.contains("<b>"))
        #expect(try server.send(.post, "/api/v2/concurrency_limits/filter", [:]).json == [])
    }

    @Test func `a form changes a limit, and another switches it off and on`() throws {
        let id = try server.limit("db", 1)
        try server.limit("other", 1)
        var visitor = Visitor(server)
        _ = visitor.open(page(id))
        #expect(visitor.submit(page(id) + "/change", "name=base&limit=7&decay=2.5").status == 303)
        #expect(try limit(id)["name"] == "base")
        #expect(try limit(id)["limit"] == 7)
        #expect(try limit(id)["slot_decay_per_second"] == 2.5)
        #expect(visitor.submit(page(id) + "/change", "name=other&limit=7&decay=").status == 409)
        #expect(visitor.submit(page(id) + "/off").status == 303)
        #expect(try limit(id)["active"] == false)
        #expect(visitor.open(page(id)).text.contains("This limit is not active"))
        #expect(visitor.submit(page(id) + "/on").status == 303)
        #expect(try limit(id)["active"] == true)
    }

    @Test func `one holder is freed, or all`() throws {
        let id = try server.limit("db", 3)
        for number in 1...3 {
            let holder: JSONValue = ["type": "task_run", "id": .string("\(ID(high: 5, low: UInt64(number)))")]
            try server.take(["db"], 1, ["holder": holder])
        }
        var visitor = Visitor(server)
        let shown = visitor.open(page(id)).text
        let rows = shown.matches(of: #/name="row" value="(\d+)"/#).map { String($0.1) }
        #expect(rows.count == 3)
        // Not with another limit's address.
        let other = try server.limit("other", 1)
        #expect(visitor.submit(page(other) + "/free", "row=\(rows[1])").status == 303)
        #expect(try server.taken("db") == 3)
        #expect(visitor.submit(page(id) + "/free", "row=\(rows[1])").status == 303)
        #expect(visitor.submit(page(id) + "/free", "row=\(rows[1])").status == 303)
        #expect(
            try server.holders("db").compactMap { $0["holder_id"]?.string }
                == ["\(ID(high: 5, low: 1))", "\(ID(high: 5, low: 3))"])
        #expect(visitor.submit(page(id) + "/free", "row=x").status == 400)
        #expect(visitor.submit(page(id) + "/reset").status == 303)
        #expect(try server.taken("db") == 0)
        #expect(visitor.open(page(id)).text.contains("<p class=\"empty\">Nobody."))
    }

    @Test func `a limit is deleted, a deployment's is not`() throws {
        let id = try server.limit("db", 1)
        var visitor = Visitor(server)
        _ = visitor.open(page(id))
        #expect(visitor.submit(page(id) + "/delete").headers["Location"] == list)
        #expect(try limit(id).status == 404)
        #expect(visitor.open(page(id)).status == 404)
        #expect(visitor.submit(page(id) + "/on").status == 404)
        let path = try server.deployed("daily", ["concurrency_limit": 1])
        let own = try #require(try server.send(.get, path)["global_concurrency_limit"]?["id"]?.string)
        #expect(visitor.submit(page(own) + "/delete").status == 422)
        #expect(visitor.submit(page(own) + "/change", "limit=4").status == 303)
        #expect(try limit(own)["limit"] == 4)
        #expect(visitor.submit(page(own) + "/change", "limit=4", token: nil).status == 403)
    }

    @Test func `the list is searched by name, kind and activity, page by page`() throws {
        for number in 0..<60 { try server.limit("limit-\(number + 100)", 1) }
        try server.limit("tag:etl", 1, ["active": false])
        _ = try server.deployed("daily", ["concurrency_limit": 1])
        var visitor = Visitor(server)
        func names(_ query: String) -> [String] {
            visitor.open(list + "?" + query).text.matches(of: #/concurrency-limit\/[^"\/]+">([^<]+)</#).map {
                String($0.1)
            }
        }
        #expect(names("").count == 50)
        #expect(names("page=2").count == 12)
        #expect(names("kind=tag") == ["etl"])
        #expect(names("kind=deployment") == ["etl/daily"])
        #expect(names("name=DAILY") == ["etl/daily"])
        #expect(names("name=limit-15").count == 10)
        #expect(names("active=no") == ["etl"])
        #expect(names("kind=name&active=yes&name=59") == ["limit-159"])
        #expect(visitor.open(list + "?name=nothing").text.contains("No limit is like this."))
    }

    @Test func `who waits for a deployment's slot is shown`() throws {
        let path = try server.deployed("daily", ["concurrency_limit": 1])
        for name in ["first", "second"] { try server.enter("PENDING", try server.deployedRun(path, name)) }
        let own = try #require(try server.send(.get, path)["global_concurrency_limit"]?["id"]?.string)
        var visitor = Visitor(server)
        let text = visitor.open(page(own)).text
        let parts = text.split(separator: "<h2>Runs that wait</h2>")
        #expect(parts.count == 2)
        #expect(parts[0].contains(">first</a>") && !parts[0].contains(">second</a>"))
        #expect(parts[1].contains(">second</a>") && !parts[1].contains(">first</a>"))
        #expect(visitor.open(list).text.contains("1 of 1"))
    }
}
