import JSON

/// A block type that the server brings along, with one schema in words of its own.
///
/// A client whose class has other words registers its own schema beside this one; the names of the fields are what counts.
struct BuiltInBlock: Sendable {
    let name: String
    let slug: String
    /// The class in Prefect's clients.
    let title: String
    let description: String
    let logoURL: String
    let documentationURL: String
    var isProtected = false
    var capabilities: [String] = []
    let fields: [BlockField]

    /// The version of the schemas: they do not follow that of any client.
    static let version = "built-in"

    var type: BlockTypePresentation {
        BlockTypePresentation(logoURL: logoURL, documentationURL: documentationURL, description: description)
    }

    /// The field schema, as a client would send it.
    var schema: JSONObject {
        let properties = fields.enumerated().map { place, field in
            JSONObject.Member(key: field.name, value: .object(field.property(at: place)))
        }
        var schema: JSONObject = [
            "title": .string(title), "description": .string(description), "type": "object",
            "properties": .object(JSONObject(properties)), "block_type_slug": .string(slug),
            "secret_fields": .array(fields.compactMap(\.secretPath).map(JSONValue.string)),
            "block_schema_references": [:],
        ]
        let required = fields.filter { $0.options.contains(.required) }
        if !required.isEmpty { schema["required"] = .array(required.map { .string($0.name) }) }
        return schema
    }
}
