import Core
import JSON

extension Call {
    /// The body as one object, which must be there.
    func body<Value: Body>(_ type: Value.Type) throws -> Value { try body(.object(type)) }

    /// The body as a value of some kind, which must be there. Members of an object that are absent are filled in first.
    func body<Value>(_ kind: Kind<Value>, filling standard: JSONObject = JSONObject()) throws -> Value {
        try declaration?.input.check(Value.self, .body)
        guard let json = try parsedBody(), json != .null else {
            throw Failure.invalid(
                [Failure.Problem(type: "missing", location: ["body"], message: "Field required", input: .null)],
                body: .null)
        }
        guard var object = json.object else { return try read(json, kind) }
        for member in standard.members where object[member.key] == nil { object[member.key] = member.value }
        return try read(.object(object), kind)
    }

    /// The body as an object whose members are all optional: no body, null and `{}` mean the same, unknown members
    /// are passed over.
    func embeddedBody<Value: Body>(_ type: Value.Type) throws -> Value {
        try declaration?.input.check(type, .parameters)
        let json = try parsedBody() ?? .null
        return try read(hasTextBody ? .null : json, .embedded(type), shown: json)
    }

    private func read<Value>(_ json: JSONValue, _ kind: Kind<Value>, shown: JSONValue? = nil) throws -> Value {
        var problems = Problems(bounds)
        guard let value = kind.read(json, ["body"], &problems), problems.isEmpty else {
            throw refusal(problems.list, of: shown ?? json)
        }
        return value
    }

    /// Bodies that are larger are not sent back with what is wrong about them.
    private static let mostEchoed = 1 << 20

    private func refusal(_ problems: [Failure.Problem], of body: JSONValue) -> Failure {
        guard request.body.count > Call.mostEchoed else { return .invalid(problems, body: body) }
        return .invalid(
            problems.map {
                var problem = $0
                problem.input = .null
                return problem
            }, body: .null)
    }

    /// True when what was sent says that it is no JSON: parameters are not looked for in it.
    private var hasTextBody: Bool {
        !request.body.isEmpty && request.headers["Content-Type"].map { !MediaType.isJSON($0) } ?? false
    }

    /// The JSON of the body, without what only old clients say where others say it too; nil when there is none.
    func parsedBody() throws -> JSONValue? {
        let json = try sentBody()
        return client.isPrefect2 ? json.map(Prefect2Body.translated) : json
    }

    private func sentBody() throws -> JSONValue? {
        guard !request.body.isEmpty else { return nil }
        // No client of Prefect sends one.
        if let coding = request.headers["Content-Encoding"], coding.lowercased() != "identity" {
            throw Failure.badRequest(
                "The body has the Content-Encoding \"\(coding)\"; this server takes bodies as they are.")
        }
        if hasTextBody {
            return .string(String(decoding: request.body, as: UTF8.self))
        }
        // A byte order mark says nothing in UTF-8, and may be passed over (RFC 8259, section 8.1).
        let text = request.body.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(request.body.dropFirst(3)) : request.body
        do throws(JSONError) { return try JSONValue(parsing: text) } catch {
            let problem = Failure.Problem(
                type: "json_invalid", location: ["body", .int(Int64(error.position))], message: "JSON decode error",
                input: [:], context: JSONObject([.init(key: "error", value: .string(error.message))]))
            throw refusal([problem], of: .string(String(decoding: request.body, as: UTF8.self)))
        }
    }
}

extension Kind where Value: Body {
    /// The members of several parameters in one body: nothing at all is an empty object.
    static func embedded(_ type: Value.Type) -> Kind {
        Kind(fallback: Value.fallback, shape: .parameters(type)) { json, location, problems in
            let object = json == .null ? JSONObject() : json.object
            var reader = BodyReader(
                object ?? JSONObject(), at: location, mode: object == nil ? .nothing : .parameters,
                bounds: problems.bounds)
            let value = Value(from: &reader)
            problems += reader.problems
            return reader.problems.isEmpty ? value : nil
        }
    }
}

/// Media types of bodies (RFC 9110, section 8.3.1).
enum MediaType {
    /// `application/json`, `application/…+json`, with or without parameters.
    static func isJSON(_ type: String) -> Bool {
        let name = type.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
        return name == "application/json" || (name.hasPrefix("application/") && name.hasSuffix("+json"))
    }
}
