import TestSupport
import Web

/// A person with a browser: keeps the cookie that pages give, and sends their forms.
struct Visitor {
    let server: TestServer
    private var cookie: String?
    /// Header fields that the browser sends beside its cookie.
    var headers = Headers()

    init(_ server: TestServer) { self.server = server }

    /// Looks at a page.
    mutating func open(_ path: String) -> Shown {
        send(.get, path, body: "", contentType: nil)
    }

    /// Sends a form with the token of the page that was last opened.
    mutating func submit(_ path: String, _ fields: String = "") -> Shown {
        submit(path, fields, token: cookie ?? "")
    }

    /// Sends a form with any token.
    mutating func submit(_ path: String, _ fields: String, token: String?) -> Shown {
        let token = token.map { "form_token=\($0)&" } ?? ""
        return send(.post, path, body: token + fields, contentType: "application/x-www-form-urlencoded")
    }

    mutating func send(_ method: Request.Method, _ path: String, body: String, contentType: String?) -> Shown {
        var headers = headers
        headers["Content-Type"] = contentType
        headers["Host"] = headers["Host"] ?? "rigel.test"
        if let cookie { headers["Cookie"] = "other=1; rigel_form=\(cookie)" }
        let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let response = server.app.respond(
            to: Request(
                method: method, path: String(parts[0]), query: parts.count > 1 ? String(parts[1]) : "",
                headers: headers, body: Array(body.utf8), id: "request-1", now: server.clock.now))
        if let given = response.headers["Set-Cookie"]?.split(separator: ";").first {
            cookie = String(given.dropFirst("rigel_form=".count))
        }
        return Shown(
            status: response.status.rawValue, headers: response.headers,
            text: String(decoding: response.body, as: UTF8.self))
    }
}

/// What the browser got.
struct Shown {
    let status: Int
    let headers: Headers
    let text: String
}
