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

/// One field of a built-in block.
struct BlockField: Sendable {
    let name: String
    let title: String
    let options: Options
    /// What JSON Schema says of its values.
    let kind: JSONObject

    struct Options: OptionSet, Sendable {
        let rawValue: Int
        static let required = Options(rawValue: 1)
        static let secret = Options(rawValue: 2)
        /// An object whose values are secret, one by one.
        static let secretValues = Options(rawValue: 4)
    }

    private init(_ name: String, _ title: String, _ options: Options, _ kind: JSONObject) {
        self.name = name
        self.title = title
        self.options = options
        self.kind = kind
    }

    fileprivate var secretPath: String? {
        options.contains(.secret) ? name : options.contains(.secretValues) ? "\(name).*" : nil
    }

    fileprivate func property(at position: Int) -> JSONObject {
        var property: JSONObject = ["title": .string(title)]
        property = property.merging(kind)
        if options.contains(.secret) {
            property["format"] = "password"
            property["writeOnly"] = true
        }
        property["position"] = .int(Int64(position))
        return property
    }

    // MARK: kinds

    static func text(_ name: String, _ title: String, _ options: Options = []) -> BlockField {
        let kind: JSONObject =
            options.contains(.required)
            ? ["type": "string"] : ["anyOf": [["type": "string"], ["type": "null"]], "default": nil]
        return BlockField(name, title, options, kind)
    }

    static func text(_ name: String, _ title: String, default standard: String) -> BlockField {
        BlockField(name, title, [], ["type": "string", "default": .string(standard)])
    }

    static func texts(_ name: String, _ title: String, _ options: Options = []) -> BlockField {
        let list: JSONObject = ["type": "array", "items": ["type": "string"]]
        let kind: JSONObject =
            options.contains(.required) ? list : ["anyOf": [.object(list), ["type": "null"]], "default": nil]
        return BlockField(name, title, options, kind)
    }

    static func choice(_ name: String, _ title: String, _ choices: [String]) -> BlockField {
        BlockField(
            name, title, [],
            [
                "type": "string", "enum": .array(choices.map(JSONValue.string)),
                "default": choices.first.map(JSONValue.string) ?? .null,
            ])
    }

    static func flag(_ name: String, _ title: String, default standard: Bool) -> BlockField {
        BlockField(name, title, [], ["type": "boolean", "default": .bool(standard)])
    }

    static func integer(_ name: String, _ title: String, default standard: Int64?) -> BlockField {
        BlockField(
            name, title, [],
            [
                "anyOf": [["type": "integer"], ["type": "null"]], "default": standard.map(JSONValue.int) ?? .null,
            ])
    }

    static func number(_ name: String, _ title: String, default standard: Double) -> BlockField {
        BlockField(name, title, [], ["type": "number", "default": .double(standard)])
    }

    /// An object with members of any name.
    static func object(_ name: String, _ title: String, _ options: Options = []) -> BlockField {
        BlockField(name, title, options, ["type": "object"])
    }

    /// Any JSON.
    static func any(_ name: String, _ title: String, _ options: Options = []) -> BlockField {
        BlockField(name, title, options, [:])
    }

    static func time(_ name: String, _ title: String, _ options: Options = []) -> BlockField {
        BlockField(name, title, options, ["type": "string", "format": "date-time"])
    }
}
