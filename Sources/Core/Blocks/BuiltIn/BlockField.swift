import JSON

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

    /// How `secret_fields` names what is secret in it; nil when nothing is.
    var secretPath: String? {
        options.contains(.secret) ? name : options.contains(.secretValues) ? "\(name).*" : nil
    }

    /// The property in the field schema.
    func property(at position: Int) -> JSONObject {
        var property: JSONObject = ["title": .string(title)]
        property = property.merging(kind)
        property["position"] = .int(Int64(position))
        return property
    }

    private static let plainText: JSONObject = ["type": "string"]

    /// What a schema says of a secret beside its path.
    private static func marks(_ options: Options) -> JSONObject {
        options.contains(.secret) ? ["format": "password", "writeOnly": true] : [:]
    }

    private static func orNull(_ kinds: [JSONObject], default standard: JSONValue = .null) -> JSONObject {
        ["anyOf": .array(kinds.map(JSONValue.object) + [["type": "null"]]), "default": standard]
    }

    // MARK: kinds

    static func text(_ name: String, _ title: String, _ options: Options = []) -> BlockField {
        let text = plainText.merging(marks(options))
        return BlockField(name, title, options, options.contains(.required) ? text : orNull([text]))
    }

    static func text(_ name: String, _ title: String, default standard: String) -> BlockField {
        BlockField(name, title, [], ["type": "string", "default": .string(standard)])
    }

    /// A text that may be null and is not, unless somebody says so.
    static func optionalText(_ name: String, _ title: String, default standard: String) -> BlockField {
        BlockField(name, title, [], orNull([["type": "string"]], default: .string(standard)))
    }

    static func address(_ name: String, _ title: String) -> BlockField {
        BlockField(name, title, [], orNull([["type": "string", "format": "uri", "minLength": 1]]))
    }

    /// A secret that may be any JSON, most often a text.
    static func secretValue(_ name: String, _ title: String) -> BlockField {
        let text = plainText.merging(marks(.secret))
        let kind: JSONObject = ["anyOf": [.object(text), ["type": "string"], [:]]]
        return BlockField(name, title, [.required, .secret], kind.merging(marks(.secret)))
    }

    static func texts(_ name: String, _ title: String, _ options: Options = []) -> BlockField {
        let list: JSONObject = ["type": "array", "items": ["type": "string"]]
        let kind: JSONObject =
            options.contains(.required) ? list : ["anyOf": [.object(list), ["type": "null"]], "default": nil]
        return BlockField(name, title, options, kind)
    }

    /// One of some words; the first of them where no other is the default.
    static func choice(
        _ name: String, _ title: String, _ choices: [String], default standard: String? = nil
    ) -> BlockField {
        BlockField(
            name, title, [],
            [
                "type": "string", "enum": .array(choices.map(JSONValue.string)),
                "default": (standard ?? choices.first).map(JSONValue.string) ?? .null,
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

    /// A whole number that is never null.
    static func wholeNumber(_ name: String, _ title: String, default standard: Int64) -> BlockField {
        BlockField(name, title, [], ["type": "integer", "default": .int(standard)])
    }

    static func number(_ name: String, _ title: String, default standard: Double) -> BlockField {
        BlockField(name, title, [], ["type": "number", "default": .double(standard)])
    }

    /// An object with members of any name.
    static func object(_ name: String, _ title: String, _ options: Options = []) -> BlockField {
        BlockField(name, title, options, ["type": "object"])
    }

    /// An object of texts, or something of another kind, or null.
    static func mapOfTexts(_ name: String, _ title: String, or others: JSONObject...) -> BlockField {
        let map: JSONObject = ["type": "object", "additionalProperties": ["type": "string"]]
        return BlockField(name, title, [], orNull([map] + others))
    }

    /// An object with members of any name, or null.
    static func optionalObject(_ name: String, _ title: String) -> BlockField {
        BlockField(name, title, [], orNull([["type": "object", "additionalProperties": true]]))
    }

    /// Any JSON.
    static func any(_ name: String, _ title: String, _ options: Options = []) -> BlockField {
        BlockField(name, title, options, [:])
    }

    static func time(_ name: String, _ title: String, _ options: Options = []) -> BlockField {
        BlockField(name, title, options, ["type": "string", "format": "date-time"])
    }
}
