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
        var problems: [Failure.Problem] = []
        guard let value = kind.read(json, ["body"], &problems), problems.isEmpty else {
            throw Failure.invalid(problems, body: shown ?? json)
        }
        return value
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
        if hasTextBody {
            return .string(String(decoding: request.body, as: UTF8.self))
        }
        do throws(JSONError) { return try JSONValue(parsing: request.body) } catch {
            let problem = Failure.Problem(
                type: "json_invalid", location: ["body", .int(Int64(error.position))], message: "JSON decode error",
                input: [:], context: JSONObject([.init(key: "error", value: .string(error.message))]))
            throw Failure.invalid([problem], body: .string(String(decoding: request.body, as: UTF8.self)))
        }
    }
}

extension Kind where Value: Body {
    /// The members of several parameters in one body: nothing at all is an empty object.
    static func embedded(_ type: Value.Type) -> Kind {
        Kind(fallback: Value.fallback, shape: .parameters(type)) { json, location, problems in
            let object = json == .null ? JSONObject() : json.object
            var reader = BodyReader(object ?? JSONObject(), at: location, mode: object == nil ? .nothing : .parameters)
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
