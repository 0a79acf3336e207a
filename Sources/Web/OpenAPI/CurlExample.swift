import JSON

/// A call of an operation with curl, with what must be there.
struct CurlExample {
    let document: OpenAPIDocument

    func text(of operation: Operation, root: String) -> String {
        let path = operation.path.replacing("{", with: "$").replacing("}", with: "")
        let query = operation.parameters.filter { $0["in"] == "query" && $0["required"] == true }
            .compactMap { $0["name"]?.string }.map { "\($0)=$\($0)" }
        let address = root + path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
        var lines = ["curl" + (operation.method == "GET" ? "" : " -X \(operation.method)") + " \"\(address)\""]
        if let request = operation.request {
            lines.append("-H 'Content-Type: application/json'")
            lines.append("-d '\(example(request.schema).text)'")
        }
        return lines.joined(separator: " \\\n  ")
    }

    /// The smallest value that a schema lets through, with names in place of what the caller has to fill in.
    private func example(_ schema: JSONObject) -> JSONValue {
        let schema = document.resolved(schema)
        if let constant = schema["const"] ?? schema["enum"]?.array?.first { return constant }
        if let first = schema["anyOf"]?.array?.first?.object { return example(first) }
        switch schema["type"]?.string {
        case "object":
            let required = schema["required"]?.array?.compactMap(\.string) ?? []
            return .object(
                JSONObject(
                    required.map { name in
                        .init(key: name, value: example(schema["properties"]?[name]?.object ?? JSONObject()))
                    }))
        case "array": return [example(schema["items"]?.object ?? JSONObject())]
        case "integer", "number": return schema["minimum"] ?? 1
        case "boolean": return true
        case "string":
            switch schema["format"]?.string {
            case "uuid": return "00000000-0000-0000-0000-000000000000"
            case "date-time": return "2030-01-01T00:00:00Z"
            default: return "…"
            }
        default: return [:]
        }
    }
}
