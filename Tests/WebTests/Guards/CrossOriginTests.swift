import TestSupport
import Testing
import Web

@Suite struct CrossOriginTests {
    private func preflight(
        _ crossOrigin: CrossOrigin = CrossOrigin(), origin: String = "https://a.example", method: String = "PUT",
        headers: String? = nil
    ) throws -> Answer {
        let fields = [("Origin", origin), ("Access-Control-Request-Method", method)]
        return try TestServer(AppSettings(crossOrigin: crossOrigin)).send(
            .options, "/api/flows/", raw: "",
            headers: fields + (headers.map { [("Access-Control-Request-Headers", $0)] } ?? []))
    }

    @Test func `by default every page may read and send anything`() throws {
        let answer = try preflight(headers: "X-Prefect-UI, content-type")
        #expect(answer.status == 200)
        #expect(answer.text == "OK")
        #expect(answer.headers["Access-Control-Allow-Origin"] == "*")
        #expect(answer.headers["Access-Control-Allow-Methods"] == "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT")
        #expect(answer.headers["Access-Control-Allow-Headers"] == "X-Prefect-UI, content-type")
        #expect(answer.headers["Access-Control-Max-Age"] == "600")
    }

    @Test(arguments: [
        ("https://a.example", "PUT", "x-one", 200, "OK"),
        ("https://b.example", "PUT", "x-one", 400, "Disallowed CORS origin"),
        ("https://a.example", "PATCH", "x-one", 400, "Disallowed CORS method"),
        ("https://a.example", "PUT", "x-two", 400, "Disallowed CORS headers"),
        ("https://b.example", "PATCH", "Accept, x-two", 400, "Disallowed CORS origin, method, headers"),
    ])
    func `what the settings do not name is refused`(
        origin: String, method: String, headers: String, status: Int, text: String
    ) throws {
        let some = CrossOrigin(origins: "https://a.example, https://c.example", methods: "GET,PUT", headers: "X-One")
        let answer = try preflight(some, origin: origin, method: method, headers: headers)
        #expect(answer.status == status)
        #expect(answer.text == text)
        #expect(answer.headers["Access-Control-Allow-Origin"] == (origin == "https://a.example" ? origin : nil))
        #expect(answer.headers["Vary"] == "Origin")
    }

    @Test func `answers say who may read them, to those who come from somewhere`() throws {
        let server = try TestServer()
        #expect(try server.send(.get, "/api/version").headers["Access-Control-Allow-Origin"] == nil)
        for path in ["/api/version", "/api/nowhere"] {
            let answer = try server.send(.get, path, raw: "", headers: [("Origin", "https://a.example")])
            #expect(answer.headers["Access-Control-Allow-Origin"] == "*")
        }
        #expect(
            try server.send(.get, "/runs", raw: "", headers: [("Origin", "https://a.example")]).headers[
                "Access-Control-Allow-Origin"] == nil)
    }

    @Test func `an OPTIONS that asks for nothing beforehand is a method like any other`() throws {
        #expect(try TestServer().send(.options, "/api/flows/").status == 405)
    }
}
