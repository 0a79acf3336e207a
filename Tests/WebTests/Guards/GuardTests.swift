import Core
import JSON
import TestSupport
import Testing
import Web

@Suite struct GuardTests {
    private static let known = ("Authorization", "Basic YWRtaW46cGFzcw==")  // admin:pass

    @Test func `with a password nothing but the server's health is answered to strangers`() throws {
        let server = try TestServer(AppSettings(password: "admin:pass"))
        for path in ["/api/health", "/api/ready"] { #expect(try server.send(.get, path).status == 200) }
        for (method, path) in [
            (Request.Method.get, "/api/version"), (.post, "/api/flows/filter"), (.get, "/api/nowhere"),
            (.post, "/api/health"),
            (.get, "/api/variables/name/health"),
        ] {
            let answer = try server.send(method, path)
            #expect(answer.status == 401)
            #expect(answer.text == #"{"exception_message":"Unauthorized"}"#)
            #expect(answer.headers["WWW-Authenticate"] == nil)
        }
    }

    @Test func `people are asked for user and password`() throws {
        let server = try TestServer(AppSettings(password: "admin:pass"))
        let stranger = try server.send(.get, "/runs")
        #expect(stranger.status == 401)
        #expect(stranger.headers["WWW-Authenticate"]?.hasPrefix("Basic ") == true)
        #expect(try server.send(.get, "/runs", raw: "", headers: [Self.known]).status == 200)
    }

    @Test(arguments: [
        ("Basic YWRtaW46cGFzcw==", 200), ("Basic  YWRtaW46cGFzcw==", 200), ("Basic YWRtaW46cGFzc3M=", 401),
        ("Basic", 401),
        ("YWRtaW46cGFzcw==", 401), ("Bearer YWRtaW46cGFzcw==", 401), ("", 401), ("Basic a b", 401),
    ])
    func `only the whole password opens`(header: String, status: Int) throws {
        let server = try TestServer(AppSettings(password: "admin:pass"))
        #expect(try server.send(.get, "/api/version", raw: "", headers: [("Authorization", header)]).status == status)
    }

    @Test func `without a password a stated one is passed over`() throws {
        #expect(try TestServer().send(.get, "/api/version", raw: "", headers: [Self.known]).status == 200)
    }

    @Test func `changes need the token that their client got last`() throws {
        let server = try TestServer(AppSettings(csrfTokenLifetime: .seconds(60)))
        func create(_ headers: [(String, String)]) throws -> Answer {
            try server.send(.post, "/api/flows/", raw: #"{"name":"f"}"#, headers: headers)
        }
        #expect(try create([]).text == #"{"detail":"Missing CSRF token."}"#)
        #expect(try create([("Prefect-Csrf-Token", "x")]).text == #"{"detail":"Missing client identifier."}"#)
        let first = try #require(try server.send(.get, "/api/csrf-token?client=a")["token"]?.string)
        let second = try #require(try server.send(.get, "/api/csrf-token?client=a")["token"]?.string)
        for (token, client, status) in [(first, "a", 403), (second, "b", 403), (second, "a", 201), ("", "a", 403)] {
            #expect(try create([("Prefect-Csrf-Token", token), ("Prefect-Csrf-Client", client)]).status == status)
        }
        #expect(try server.send(.get, "/api/version").status == 200)
        server.clock.advance(by: .seconds(60))
        #expect(try create([("Prefect-Csrf-Token", second), ("Prefect-Csrf-Client", "a")]).status == 403)
    }

    @Test func `a token says for whom it is and until when it holds`() throws {
        let server = try TestServer(AppSettings(csrfTokenLifetime: .seconds(60)))
        let token = try server.send(.get, "/api/csrf-token?client=a%20b")
        #expect(token["client"] == "a b")
        #expect(token["token"]?.string?.utf8.count == 64)
        #expect(token["expiration"]?.string.flatMap(Timestamp.init) == server.clock.now + .seconds(60))
        #expect(try server.send(.get, "/api/csrf-token").status == 422)
    }
}
