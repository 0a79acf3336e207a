import Core

/// One address of the server and what answers it.
struct Route: Sendable {
    let method: Request.Method
    /// Such as `/api/flows/{id}`. `{id}` and other names that end in `id` stand for a UUID, `{rest*}` for all that follows,
    /// other names for one segment.
    let pattern: String
    let handler: @Sendable (App, Call) throws -> Response

    /// `Route("GET /api/flows/{id}", App.readFlow)`.
    init(_ line: String, _ handler: @escaping @Sendable (App) -> (Call) throws -> Response) {
        let parts = line.split(separator: " ", maxSplits: 1)
        method = Request.Method(rawValue: String(parts[0])) ?? .get
        pattern = String(parts[1])
        self.handler = { app, call in try handler(app)(call) }
    }

    /// Whether clients must speak a version of the API that is understood: everywhere but where they find that out.
    var checksAPIVersion: Bool {
        pattern.hasPrefix("/api/") && pattern != "/api/health" && pattern != "/api/version"
    }
}

/// One request on its way to its handler, with what the address said.
struct Call: Sendable {
    let request: Request
    /// What the placeholders of the pattern stand for, percent-decoded.
    let parameters: [String: String]

    /// The UUID of a `{…id}` in the pattern. The router has checked it.
    func id(_ name: String = "id") throws -> ID {
        guard let id = parameters[name].flatMap(ID.init) else { throw Failure.notFound("Not Found") }
        return id
    }

    /// The text of a name in the pattern, percent-decoded.
    func text(_ name: String) throws -> String {
        guard let text = parameters[name] else { throw Failure.notFound("Not Found") }
        return text
    }
}
