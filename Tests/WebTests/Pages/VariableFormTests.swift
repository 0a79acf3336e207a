import JSON
import TestSupport
import Testing
import Web

@Suite struct VariableFormTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    private func variable(_ name: String) throws -> Answer { try server.send(.get, "/api/variables/name/\(name)") }

    @Test(
        arguments: [
            ("7", 7), ("%7B%22a%22%3A+1%7D", ["a": 1]), ("plain+text", "plain text"), ("%227%22", "7"), ("", ""),
            ("null", nil), ("a%0D%0Ab", "a\nb"), ("%7Bbad", "{bad"),
        ] as [(String, JSONValue)])
    func `a form makes a variable of JSON, and of anything else a text`(_ typed: String, _ value: JSONValue) throws {
        var visitor = Visitor(server)
        _ = visitor.open("/variables/new")
        let answer = visitor.submit("/variables/new", "name=made&value=\(typed)&tags=a,+b,,")
        #expect(answer.status == 303)
        let made = try variable("made")
        #expect(made["value"] == value)
        #expect(made["tags"] == ["a", "b"])
        // What the form then shows means the same value again.
        let page = try #require(answer.headers["Location"])
        let html = visitor.open(page).text
        let start = try #require(html.firstRange(of: "autocomplete=\"off\">\n"))
        let end = try #require(html[start.upperBound...].firstRange(of: "</textarea>"))
        let shown = html[start.upperBound..<end.lowerBound].replacing("&quot;", with: "\"")
        let escaped = shown.utf8.map { byte in
            "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        #expect(visitor.submit(page, "name=made&value=\(escaped)").status == 303)
        #expect(try variable("made")["value"] == value)
        #expect(try variable("made")["tags"] == [])
    }

    @Test(arguments: [("", "needs a name"), ("Not+Good", "small letters"), ("taken", "already exists")])
    func `a name that cannot be is refused in words, and what was typed stays`(_ name: String, _ words: String) throws {
        try server.made("/api/variables/", ["name": "taken", "value": 1])
        var visitor = Visitor(server)
        _ = visitor.open("/variables/new")
        let answer = visitor.submit("/variables/new", "name=\(name)&value=what+was+typed")
        #expect(answer.status == 422)
        #expect(answer.text.contains(words))
        #expect(answer.text.contains("what was typed"))
        #expect(try server.send(.post, "/api/variables/count", [:]).json == 1)
    }

    @Test func `a value that is too large is refused in words`() throws {
        var visitor = Visitor(server)
        _ = visitor.open("/variables/new")
        let answer = visitor.submit("/variables/new", "name=big&value=\(String(repeating: "x", count: 4999))")
        #expect(answer.status == 422)
        #expect(answer.text.contains("larger than 5000 bytes"))
    }

    @Test func `a form gives a variable another name, and another deletes it`() throws {
        let id = try server.made("/api/variables/", ["name": "one", "value": 1, "tags": ["t"]])
        var visitor = Visitor(server)
        _ = visitor.open("/variables/variable/\(id)")
        #expect(visitor.submit("/variables/variable/\(id)", "name=two&value=1&tags=t").status == 303)
        #expect(try variable("two")["tags"] == ["t"])
        #expect(visitor.open("/variables/variable/\(id)/delete").text.contains("Delete two?"))
        #expect(visitor.submit("/variables/variable/\(id)/delete").status == 303)
        #expect(try variable("two").status == 404)
        #expect(visitor.submit("/variables/variable/\(id)/delete").status == 404)
        #expect(visitor.open("/variables/variable/\(id)").status == 404)
    }

    @Test func `a form without its token changes nothing`() throws {
        let id = try server.made("/api/variables/", ["name": "one", "value": 1])
        var visitor = Visitor(server)
        #expect(visitor.submit("/variables/variable/\(id)/delete", "", token: nil).status == 403)
        #expect(visitor.submit("/variables/new", "name=two&value=1", token: "x").status == 403)
        #expect(try server.send(.post, "/api/variables/count", [:]).json == 1)
    }

    @Test func `the address of a key leads to its latest artifact`() throws {
        let id = try server.made("/api/artifacts/", ["key": "k", "data": 1])
        var visitor = Visitor(server)
        let answer = visitor.open("/artifacts/key/k")
        #expect(answer.status == 303)
        #expect(answer.headers["Location"] == "/artifacts/artifact/\(id)")
        #expect(visitor.open("/artifacts/key/nobody").status == 404)
    }
}
