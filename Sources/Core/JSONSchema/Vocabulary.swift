import JSON

/// What a schema itself must look like: the keywords of JSON Schema Draft 2020-12 and what each may hold.
///
/// Problems are told in the order in which Python's `jsonschema` finds them with the specification's own schema of schemas:
/// vocabulary by vocabulary, a vocabulary's keywords in its order.
enum Vocabulary {
    /// What a keyword may hold.
    private enum Content {
        case schema, schemas, schemaMap, patternMap
        case text, flag, list, pattern, anchor, identifier
        case number, positive, count, type, names, nameMap, flagMap, dependencies
    }

    private static let keywords: [(String, Content)] = [
        // core
        ("$id", .identifier), ("$schema", .text), ("$ref", .text), ("$anchor", .anchor), ("$dynamicRef", .text),
        ("$dynamicAnchor", .anchor), ("$vocabulary", .flagMap), ("$comment", .text), ("$defs", .schemaMap),
        // applicator
        ("prefixItems", .schemas), ("items", .schema), ("contains", .schema), ("additionalProperties", .schema),
        ("properties", .schemaMap), ("patternProperties", .patternMap), ("dependentSchemas", .schemaMap),
        ("propertyNames", .schema), ("if", .schema), ("then", .schema), ("else", .schema), ("allOf", .schemas),
        ("anyOf", .schemas), ("oneOf", .schemas), ("not", .schema),
        // unevaluated
        ("unevaluatedItems", .schema), ("unevaluatedProperties", .schema),
        // validation
        ("type", .type), ("enum", .list), ("multipleOf", .positive), ("maximum", .number),
        ("exclusiveMaximum", .number),
        ("minimum", .number), ("exclusiveMinimum", .number), ("maxLength", .count), ("minLength", .count),
        ("pattern", .pattern), ("maxItems", .count), ("minItems", .count), ("uniqueItems", .flag),
        ("maxContains", .count), ("minContains", .count), ("maxProperties", .count), ("minProperties", .count),
        ("required", .names), ("dependentRequired", .nameMap),
        // meta-data
        ("title", .text), ("description", .text), ("deprecated", .flag), ("readOnly", .flag), ("writeOnly", .flag),
        ("examples", .list),
        // format and content
        ("format", .text), ("contentEncoding", .text), ("contentMediaType", .text), ("contentSchema", .schema),
        // of earlier drafts
        ("definitions", .schemaMap), ("dependencies", .dependencies), ("$recursiveAnchor", .anchor),
        ("$recursiveRef", .text),
    ]

    /// nil for what is a schema.
    static func firstProblem(of schema: JSONValue) -> String? {
        guard let object = schema.object else { return schema.bool == nil ? noSchema(schema) : nil }
        for (keyword, content) in keywords {
            guard let value = object[keyword] else { continue }
            if let problem = problem(of: value, as: content) { return problem }
        }
        return nil
    }

    static func noSchema(_ value: JSONValue) -> String { "\(value.pythonText) is not of type 'object', 'boolean'" }
    static func noPattern(_ text: String) -> String { "\(text.pythonText) is not a 'regex'" }

    private static func problem(of value: JSONValue, as content: Content) -> String? {
        switch content {
        case .schema: firstProblem(of: value)
        case .schemas: problem(ofList: value)
        case .schemaMap: wrongType(value, "object") ?? first(value.object?.members ?? []) { firstProblem(of: $0.value) }
        case .patternMap:
            problem(of: value, as: .schemaMap)
                ?? first(value.object?.keys ?? []) { Pattern($0) == nil ? noPattern($0) : nil }
        case .text: wrongType(value, "string")
        case .flag: wrongType(value, "boolean")
        case .list: wrongType(value, "array")
        case .number: wrongType(value, "number")
        case .pattern: wrongType(value, "string") ?? value.string.flatMap { Pattern($0) == nil ? noPattern($0) : nil }
        case .anchor: wrongType(value, "string") ?? mismatch(value, "^[A-Za-z_][-A-Za-z0-9._]*$")
        case .identifier: wrongType(value, "string") ?? mismatch(value, "^[^#]*#?$")
        case .positive:
            wrongType(value, "number")
                ?? (JSONValue.int(0).precedes(value)
                    ? nil : "\(value.pythonText) is less than or equal to the minimum of 0")
        case .count:
            wrongType(value, "integer")
                ?? (value.precedes(0) ? "\(value.pythonText) is less than the minimum of 0" : nil)
        case .type: isType(value) ? nil : "\(value.pythonText) is not valid under any of the given schemas"
        case .names: problem(ofNames: value)
        case .nameMap: wrongType(value, "object") ?? first(value.object?.members ?? []) { problem(ofNames: $0.value) }
        case .flagMap:
            wrongType(value, "object") ?? first(value.object?.members ?? []) { wrongType($0.value, "boolean") }
        case .dependencies:
            wrongType(value, "object")
                ?? first(value.object?.members ?? []) { member in
                    firstProblem(of: member.value) == nil || problem(ofNames: member.value) == nil
                        ? nil : "\(member.value.pythonText) is not valid under any of the given schemas"
                }
        }
    }

    private static func problem(ofList value: JSONValue) -> String? {
        guard let schemas = value.array else { return wrongType(value, "array") }
        if schemas.isEmpty { return "[] should be non-empty" }
        return first(schemas, firstProblem)
    }

    private static func problem(ofNames value: JSONValue) -> String? {
        guard let names = value.array else { return wrongType(value, "array") }
        return first(names) { wrongType($0, "string") } ?? repetition(in: value)
    }

    private static func isType(_ value: JSONValue) -> Bool {
        let types = ["array", "boolean", "integer", "null", "number", "object", "string"]
        guard let names = value.array else { return value.string.map(types.contains) ?? false }
        return !names.isEmpty && names.allSatisfy { $0.string.map(types.contains) ?? false }
            && repetition(in: value) == nil
    }

    private static func repetition(in list: JSONValue) -> String? {
        var seen: Set<[UInt8]> = []
        let isUnique = list.array?.allSatisfy { seen.insert($0.equalityKey).inserted } ?? true
        return isUnique ? nil : "\(list.pythonText) has non-unique elements"
    }

    private static func wrongType(_ value: JSONValue, _ type: String) -> String? {
        value.isOfType(type) ? nil : "\(value.pythonText) is not of type '\(type)'"
    }

    private static func mismatch(_ value: JSONValue, _ text: String) -> String? {
        guard let pattern = Pattern(text), let string = value.string else { return nil }
        // These patterns go forward only: a step for each character is enough.
        let isFound = (try? pattern.isFound(in: string, Effort(16 * (string.utf8.count + 16)))) ?? false
        return isFound ? nil : "\(string.pythonText) does not match \(text.pythonText)"
    }

    private static func first<Part>(_ parts: [Part], _ problem: (Part) -> String?) -> String? {
        for part in parts { if let text = problem(part) { return text } }
        return nil
    }
}
