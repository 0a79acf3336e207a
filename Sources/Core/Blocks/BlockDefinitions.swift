import JSON

/// The definitions in the field schema of a block: those of nested blocks are schemas of their own, the others belong to it.
enum BlockDefinitions {
    /// The definitions that a value refers to, directly or through one another, and that are no blocks.
    static func ofNoBlocks(in value: JSONValue, among definitions: JSONObject) -> JSONObject {
        var found = JSONObject()
        collect(from: value, among: definitions, into: &found)
        return found
    }

    private static func collect(from value: JSONValue, among definitions: JSONObject, into found: inout JSONObject) {
        for reference in references(in: value) {
            let key = key(of: reference)
            guard found[key] == nil, let definition = definitions[key], let members = definition.object,
                !members.isEmpty, members["block_type_slug"] ?? .null == .null
            else { continue }
            found[key] = definition
            collect(from: definition, among: definitions, into: &found)
        }
    }

    /// Every `$ref` within a value, in the order of the text.
    static func references(in value: JSONValue) -> [String] {
        switch value {
        case .array(let items): items.flatMap(references)
        case .object(let object):
            [object["$ref"]?.string].compactMap(\.self) + object.members.flatMap { references(in: $0.value) }
        default: []
        }
    }

    /// The definition that a `$ref` means.
    static func key(of reference: String) -> String { reference.replacing("#/definitions/", with: "") }

    /// The fields of the nested block of a type that a property names; nil when the definitions lack it.
    static func fields(ofProperty name: String, in fields: JSONObject, typeSlug: String, among definitions: JSONObject)
        -> JSONObject?
    {
        let keys = references(in: fields["properties"]?[name] ?? .null).map(key)
        let candidates = keys.compactMap { definitions[$0]?.object }
        if keys.count == 1 { return candidates.first }
        return candidates.first { $0["block_type_slug"]?.string == typeSlug }
    }
}
