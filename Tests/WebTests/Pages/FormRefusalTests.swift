import TestSupport
import Testing
import Web

/// A form that did not come from a page of ours changes nothing.
@Suite struct FormRefusalTests {
    let world: PageWorld
    init() throws { world = try PageWorld() }

    private var forms: [String] {
        let deployment = "/deployments/deployment/\(world.deployment)"
        return [
            deployment + "/pause", deployment + "/resume", deployment + "/run",
            deployment + "/schedules/\(world.schedules[0])/off", deployment + "/schedules/\(world.schedules[0])/on",
            "/concurrency-limits/new",
            "/concurrency-limits/concurrency-limit/\(world.limit)/change",
            "/concurrency-limits/concurrency-limit/\(world.limit)/off",
            "/concurrency-limits/concurrency-limit/\(world.limit)/free",
            "/concurrency-limits/concurrency-limit/\(world.limit)/reset",
            "/concurrency-limits/concurrency-limit/\(world.limit)/delete",
            "/runs/flow-run/\(world.run)/cancel", "/runs/flow-run/\(world.run)/delete",
        ]
    }

    @Test func `every form refuses a missing and a wrong token`() {
        for path in forms {
            var visitor = Visitor(world.server)
            _ = visitor.open("/deployments/deployment/\(world.deployment)")
            #expect(visitor.submit(path, "", token: nil).status == 403, "\(path)")
            #expect(visitor.submit(path, "", token: String(repeating: "0", count: 32)).status == 403, "\(path)")
            #expect(visitor.submit(path, "", token: "").status == 403, "\(path)")
        }
    }

    @Test func `a token without its cookie is refused`() {
        var stranger = Visitor(world.server)
        let answer = stranger.submit(forms[0], "", token: String(repeating: "a", count: 32))
        #expect(answer.status == 403)
        #expect(answer.text.contains("Load the page again"))
    }

    @Test(arguments: [
        ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.test"),
        ("Origin", "null"),
    ])
    func `a form of another site is refused, even with the token`(header: String, value: String) {
        var visitor = Visitor(world.server)
        _ = visitor.open("/deployments/deployment/\(world.deployment)")
        visitor.headers[header] = value
        #expect(visitor.submit(forms[0]).status == 403)
    }

    @Test(arguments: [
        ("Sec-Fetch-Site", "same-origin"), ("Origin", "http://rigel.test"), ("Origin", "https://rigel.test"),
    ])
    func `a form of this site is taken`(header: String, value: String) {
        var visitor = Visitor(world.server)
        _ = visitor.open("/deployments/deployment/\(world.deployment)")
        visitor.headers[header] = value
        #expect(visitor.submit(forms[0]).status == 303)
    }

    @Test(arguments: ["application/json", "multipart/form-data; boundary=x", nil])
    func `only a form is taken as one`(contentType: String?) {
        var visitor = Visitor(world.server)
        _ = visitor.open("/deployments/deployment/\(world.deployment)")
        #expect(visitor.send(.post, forms[0], body: "{}", contentType: contentType).status == 400)
    }

    @Test func `the cookie is out of reach of scripts and other sites, and over TLS of listeners`() {
        var visitor = Visitor(world.server)
        let plain = visitor.open("/deployments/deployment/\(world.deployment)").headers["Set-Cookie"] ?? ""
        #expect(plain.hasSuffix("; Path=/; HttpOnly; SameSite=Lax"))
        var secure = Visitor(world.server)
        secure.headers["X-Forwarded-Proto"] = "https"
        #expect(
            secure.open("/deployments/deployment/\(world.deployment)").headers["Set-Cookie"]?.hasSuffix("; Secure")
                == true)
    }

    @Test func `a form that is no form is refused`() {
        var visitor = Visitor(world.server)
        _ = visitor.open("/deployments/deployment/\(world.deployment)")
        #expect(visitor.submit(forms[0], "a=%zz").status == 400)
        #expect(visitor.submit(forms[0], String(repeating: "a=1&", count: 200)).status == 400)
        #expect(visitor.submit(forms[0], "a=" + String(repeating: "x", count: 1 << 20)).status == 400)
    }
}
