import JSON

/// Says in words what a schema lets through, for the page that describes the API.
struct SchemaWords {
    let base: String

    /// The members of a schema, or what it is where it has none.
    func fields(of schema: JSONObject, named name: String?, isOpen: Bool) -> PageFields {
        let required = Set(schema["required"]?.array?.compactMap(\.string) ?? [])
        let members = (schema["properties"]?.object?.members ?? []).map { member -> PageFields in
            let schema = member.value.object ?? JSONObject()
            return [
                "name": .text(member.key), "type": .list(pieces(schema)),
                "is_required": .flag(required.contains(member.key)),
                "standard": .text(schema["default"].map(\.text)), "note": .text(schema["description"]?.string),
            ]
        }
        return [
            "name": .text(name), "members": .list(members), "is_open": .flag(isOpen),
            "is_plain": .flag(members.isEmpty),
            "type": .list(members.isEmpty ? pieces(schema) : []),
        ]
    }

    func fields(ofParameter parameter: JSONObject) -> PageFields {
        [
            "name": .text(parameter["name"]?.string), "place": .text(parameter["in"]?.string),
            "type": .list(pieces(parameter["schema"]?.object ?? JSONObject())),
            "is_required": .flag(parameter["required"] == true),
        ]
    }

    /// A type as pieces of text, some of which lead to the schema that they name.
    func pieces(_ schema: JSONObject) -> [PageFields] { parts(schema).map(\.fields) }

    private enum Part {
        case text(String)
        case name(String)

        var fields: PageFields {
            switch self {
            case .text(let text): ["text": .text(text), "schema": .nothing]
            case .name(let name): ["text": .nothing, "schema": .text(name)]
            }
        }
    }

    private func parts(_ schema: JSONObject) -> [Part] {
        if let reference = schema["$ref"]?.string { return [.name(String(reference.split(separator: "/").last ?? ""))] }
        if let choices = schema["anyOf"]?.array { return joined(choices, by: " or ") }
        if let constant = schema["const"] { return [.text(constant.text)] }
        if let texts = schema["enum"]?.array { return [.text(texts.map(\.text).joined(separator: " | "))] }
        switch schema["type"]?.string {
        case "array":
            if let pair = schema["prefixItems"]?.array { return [.text("pair of ")] + joined(pair, by: " and ") }
            return [.text("list of ")] + parts(schema["items"]?.object ?? JSONObject())
        case "object":
            guard let values = schema["additionalProperties"]?.object else { return [.text("object")] }
            return [.text("object of ")] + parts(values)
        case nil: return [.text("anything")]
        case let type?: return [.text(type + bounds(schema))]
        }
    }

    private func joined(_ schemas: [JSONValue], by word: String) -> [Part] {
        schemas.enumerated().flatMap { place, schema in
            (place > 0 ? [.text(word)] : []) + parts(schema.object ?? JSONObject())
        }
    }

    private func bounds(_ schema: JSONObject) -> String {
        let words = [
            ("format", ""), ("minimum", "≥ "), ("exclusiveMinimum", "> "), ("maximum", "≤ "),
            ("maxLength", "length ≤ "),
            ("pattern", ""),
        ].compactMap { key, word in
            schema[key].map { word + ($0.string ?? $0.text) }
        }
        return words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"
    }
}
