import Core
import JSON

/// One operation of the API as it is described.
struct Operation: Sendable {
    let method: String
    /// Without `/api`, the names of its placeholders without marks.
    let path: String
    /// Such as `flow_runs_set_state`: the words of the path, and what is done where they do not say it.
    let id: String
    /// The subject, such as `Flow Runs`.
    let tag: String
    let summary: String
    let audience: Route.Audience
    let parameters: [JSONObject]
    /// The schema of the body, and whether it must be there.
    let request: (schema: JSONObject, isRequired: Bool)?
    /// Each with its media type and schema; no media type, no content.
    let answers: [(status: Int, type: String?, schema: JSONObject?)]

    init(
        _ route: Route, _ declaration: Route.Declaration, request: JSONObject?, answer: JSONObject?,
        parameters others: [(RouteParameter, JSONObject)]
    ) {
        method = route.method.rawValue
        let segments = route.pattern.split(separator: "/", omittingEmptySubsequences: false).dropFirst(2).map(
            String.init)
        path = "/" + segments.map { $0.replacing("*}", with: "}") }.joined(separator: "/")
        id = Operation.id(route.method, segments)
        tag = Operation.tag(segments)
        summary = declaration.summary
        audience = declaration.audience
        let named = others.map { parameter, schema -> JSONObject in
            [
                "name": .string(parameter.name), "in": .string(parameter.place),
                "required": .bool(parameter.isRequired), "schema": .object(schema),
            ]
        }
        parameters = segments.compactMap(Operation.placeholder) + named
        self.request = request.map { schema in
            (schema, declaration.input.form == .body || schema["required"] != nil)
        }
        answers = declaration.output.statuses.map { status in
            switch declaration.output.content {
            case .nothing: (status.rawValue, nil, nil)
            case .json: (status.rawValue, "application/json", answer)
            case .text(let type): (status.rawValue, type, ["type": "string"])
            }
        }
    }

    private static func placeholder(_ segment: String) -> JSONObject? {
        guard segment.hasPrefix("{") else { return nil }
        let name = segment.filter { !"{}*".contains($0) }
        let schema: JSONObject = name.hasSuffix("id") ? ["type": "string", "format": "uuid"] : ["type": "string"]
        return ["name": .string(name), "in": "path", "required": true, "schema": .object(schema)]
    }

    private static func id(_ method: Request.Method, _ segments: [String]) -> String {
        let words = segments.filter { !$0.isEmpty && !$0.hasPrefix("{") }
        let verb: String? =
            switch method {
            case .get, .head: segments.last == "" ? "list" : "read"
            case .patch: "update"
            case .put: "put"
            case .delete: "delete"
            case .options: "options"
            case .other: ""
            case .post: segments.last == "" ? "create" : nil
            }
        let name = (words + (verb.map { [$0] } ?? [])).joined(separator: "_")
        return String(name.map { $0 == "-" || $0 == "." ? "_" : $0 })
    }

    private static func tag(_ segments: [String]) -> String {
        let known = [
            "health": "Server", "ready": "Server", "version": "Server", "hello": "Server", "csrf-token": "Server",
        ]
        let name = segments[0]
        if let tag = known[name] { return tag }
        if name == "v2" || name == "ui" || name == "experimental", segments.count > 1 {
            let words = tag(Array(segments.dropFirst()))
            return name == "v2" ? words + " V2" : name == "ui" ? "UI" : "Experimental " + words
        }
        return name.split { $0 == "_" || $0 == "-" }.map { $0.prefix(1).uppercased() + $0.dropFirst() }
            .joined(separator: " ")
    }
}

extension Operation {
    var json: JSONObject {
        var json: JSONObject = [
            "tags": [.string(tag)], "summary": .string(summary), "operationId": .string(id),
        ]
        switch audience {
        case .everybody: break
        case .olderClients:
            json["description"] = "For older clients: newer ones do not call it."
            json["deprecated"] = true
        case .rigel: json["description"] = "Rigel's own: Prefect's server does not have it."
        }
        if !parameters.isEmpty { json["parameters"] = .array(parameters.map(JSONValue.object)) }
        if let request {
            json["requestBody"] = [
                "required": .bool(request.isRequired),
                "content": ["application/json": ["schema": .object(request.schema)]],
            ]
        }
        var responses = JSONObject()
        for answer in answers {
            var response: JSONObject = ["description": .string(Operation.words[answer.status] ?? "Done")]
            if let type = answer.type {
                response["content"] = .object([type: ["schema": .object(answer.schema ?? JSONObject())]])
            }
            responses["\(answer.status)"] = .object(response)
        }
        json["responses"] = .object(responses.merging(Refusals.responses(of: self)))
        return json
    }

    /// What statuses mean here.
    private static let words = [200: "Done", 201: "Made", 202: "Taken", 204: "Done, with nothing to say"]
}
