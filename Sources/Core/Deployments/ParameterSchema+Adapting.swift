import JSON

extension ParameterSchema {
    /// The schema with what Prefect changes before it checks: parameters that need not be given may be null, and a block
    /// may be given by a reference to its document.
    ///
    /// - Parameter nullForDefaults: whether also what has a default may be null.
    func adapted(nullForDefaults: Bool = false) -> JSONObject {
        var schema = object.withOptionalProperties(nullForDefaults)
        guard let definitions = schema["definitions"]?.object else { return schema }
        var adapted = definitions
        for member in definitions.members {
            guard let definition = member.value.object?.withOptionalProperties(nullForDefaults) else { continue }
            adapted[member.key] = .object(definition)
            guard definition["block_type_slug"] != nil else { continue }
            adapted[definition["title"]?.string ?? member.key] = ["oneOf": [.object(definition), Self.blockReference]]
        }
        schema["definitions"] = .object(adapted)
        return schema
    }

    /// `{"$ref": "…"}`, or the same with an object of texts.
    private static let blockReference: JSONValue = [
        "type": "object",
        "properties": [
            "$ref": [
                "oneOf": [
                    ["type": "string", "format": "uuid"],
                    ["type": "object", "additionalProperties": ["type": "string"], "minProperties": 1],
                ]
            ]
        ],
        "required": ["$ref"],
    ]
}

extension JSONObject {
    /// A schema of an object, with the schemas of its members changed.
    fileprivate func withOptionalProperties(_ nullForDefaults: Bool) -> JSONObject {
        guard let properties = self["properties"]?.object else { return self }
        let required = self["required"]?.array?.compactMap(\.string) ?? []
        var schema = self
        schema["properties"] = .object(
            JSONObject(
                properties.members.map { member in
                    guard var property = member.value.object else { return member }
                    if !required.contains(member.key) { property.allowNull(nullForDefaults) }
                    property.nameTupleItems()
                    return .init(key: member.key, value: .object(property.withOptionalProperties(nullForDefaults)))
                }))
        return schema
    }

    /// `{"type": t}` becomes a choice of that type and null, unless there is a default that speaks against it.
    private mutating func allowNull(_ nullForDefaults: Bool) {
        guard let type = self["type"], type != "null", nullForDefaults || self["default"] == nil else { return }
        self["anyOf"] = [["type": type], ["type": "null"]]
        self["type"] = nil
    }

    /// A list of schemas for items goes by another name since Draft 2020-12.
    private mutating func nameTupleItems() {
        guard let schemas = self["items"]?.array, !schemas.isEmpty, self["prefixItems"]?.array?.isEmpty ?? true else {
            return
        }
        self["prefixItems"] = .array(schemas)
        self["items"] = nil
    }
}
