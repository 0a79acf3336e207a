import Core

/// One address of the server and what answers it.
struct Route: Sendable {
    let method: Request.Method
    /// Such as `/api/flows/{id}`. `{id}` and other names that end in `id` stand for a UUID, `{rest*}` for all that follows,
    /// other names for one segment.
    let pattern: String
    let handler: @Sendable (App, Call) throws -> Response
    /// What the route takes and gives; nil for pages.
    let declaration: Declaration?

    /// What the description of the API says of a route.
    struct Declaration: Sendable {
        let input: RouteInput
        let parameters: [RouteParameter]
        let output: RouteOutput
        /// One short sentence.
        let summary: String
        let audience: Audience
    }

    /// Who calls a route.
    enum Audience: Sendable {
        case everybody
        /// Clients of Prefect 2, and of 3.0 where that has the same.
        case olderClients
        /// Prefect's server has nothing like it.
        case rigel
    }

    /// An address for people: `Route("GET /flows", App.showFlows)`.
    init(_ line: String, _ handler: @escaping @Sendable (App) -> (Call) throws -> Response) {
        self.init(line, handler, nil)
    }

    /// An address of the API: `Route("GET /api/flows/{id}", App.readFlow, "Read a flow", gives: .one(Flow.wire))`.
    init(
        _ line: String, _ handler: @escaping @Sendable (App) -> (Call) throws -> Response, _ summary: String,
        takes input: RouteInput = .nothing, asks parameters: [RouteParameter] = [], gives output: RouteOutput,
        for audience: Audience = .everybody
    ) {
        self.init(
            line, handler,
            Declaration(input: input, parameters: parameters, output: output, summary: summary, audience: audience))
    }

    private init(
        _ line: String, _ handler: @escaping @Sendable (App) -> (Call) throws -> Response, _ declaration: Declaration?
    ) {
        let parts = line.split(separator: " ", maxSplits: 1)
        method = Request.Method(rawValue: String(parts[0])) ?? .get
        pattern = String(parts[1])
        self.handler = { app, call in try handler(app)(call) }
        self.declaration = declaration
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
    /// What the route declares; nil where nothing was declared.
    var declaration: Route.Declaration?
    /// What the person who runs the server bounds.
    var bounds = Bounds()

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

    /// Whether a parameter may be read here.
    func declares(_ name: String) -> Bool {
        declaration.map { $0.parameters.contains { $0.name == name } } ?? true
    }
}
