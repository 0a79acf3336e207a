public import Core

/// The web side of the server: gives every request its response.
public struct App: Sendable {
    let effects: Effects

    public init(effects: Effects) { self.effects = effects }

    /// Answers one request. Never throws: what goes wrong becomes a response.
    public func respond(to request: Request) -> Response {
        guard request.path == "/api/health" else { return Response(.notFound) }
        var headers = Headers()
        headers["content-type"] = "application/json"
        return Response(.ok, headers: headers, body: Array("true".utf8))
    }
}
