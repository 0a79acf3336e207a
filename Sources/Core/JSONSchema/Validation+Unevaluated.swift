import JSON

/// What no other keyword has looked at.
extension Validation {
    func unevaluatedItems(_ schema: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard let items = place.instance.array else { return }
        let evaluated = try evaluatedItems(place.instance, .object(place.schema))
        let rest = items.indices.filter { !evaluated.contains($0) }.map { items[$0] }
        guard !rest.isEmpty else { return }
        place.fail {
            let texts = rest.map(\.pythonText).joined(separator: ", ")
            return "Unevaluated items are not allowed (\(texts) \(rest.count == 1 ? "was" : "were") unexpected)"
        }
    }

    func unevaluatedProperties(_ schema: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard let object = place.instance.object else { return }
        let evaluated = try evaluatedKeys(place.instance, .object(place.schema))
        var keys: [String] = []
        for member in object.members where !evaluated.contains(Array(member.key.utf8)) {
            let found = Mismatches(firstOnly: false)
            try check(member.value, against: schema, at: Path(), into: found)
            // As often as it breaks the schema: so the real server lists it.
            keys += found.list.map { _ in member.key }
        }
        guard !keys.isEmpty else { return }
        place.fail { [keys] in
            if schema == false {
                let sorted = keys.sorted { $0.scalarsPrecede($1) }
                return "Unevaluated properties are not allowed (\(sorted.quotedWithVerb) unexpected)"
            }
            return """
                Unevaluated properties are not valid under the given schema (\(keys.quotedWithVerb) unevaluated and invalid)
                """
        }
    }

    /// The schemas beside this one that look at the same value and that it keeps.
    private func schemasBeside(_ schema: JSONObject, for instance: JSONValue) throws(SchemaFailure) -> [JSONValue] {
        try spend()
        var schemas: [JSONValue] = []
        for name in ["$ref", "$dynamicRef"] {
            if let reference = schema[name]?.string { schemas.append(try target(of: reference)) }
        }
        for name in ["allOf", "oneOf", "anyOf"] {
            for choice in schema[name]?.array ?? [] where try accepts(instance, choice) { schemas.append(choice) }
        }
        guard let condition = schema["if"] else { return schemas }
        if try accepts(instance, condition) {
            schemas += [condition] + (schema["then"].map { [$0] } ?? [])
        } else if let other = schema["else"] {
            schemas.append(other)
        }
        return schemas
    }

    private func evaluatedItems(
        _ instance: JSONValue, _ schema: JSONValue, depth: Int = 0
    ) throws(SchemaFailure) -> Set<Int> {
        guard depth < JSONSchema.deepestCheck else { throw .circular }
        guard let schema = schema.object, let items = instance.array else { return [] }
        if schema["items"] != nil { return Set(items.indices) }
        var evaluated = Set(0..<(schema["prefixItems"]?.array?.count ?? 0))
        for name in ["contains", "unevaluatedItems"] {
            guard let wanted = schema[name] else { continue }
            for (index, item) in items.enumerated() where try accepts(item, wanted) { evaluated.insert(index) }
        }
        for other in try schemasBeside(schema, for: instance) {
            evaluated.formUnion(try evaluatedItems(instance, other, depth: depth + 1))
        }
        return evaluated
    }

    /// The bytes of keys, as Swift would take some keys that differ for the same.
    private func evaluatedKeys(
        _ instance: JSONValue, _ schema: JSONValue, depth: Int = 0
    ) throws(SchemaFailure) -> Set<[UInt8]> {
        guard depth < JSONSchema.deepestCheck else { throw .circular }
        guard let schema = schema.object, let object = instance.object else { return [] }
        var evaluated: Set<[UInt8]> = []
        let patterns = schema["patternProperties"]?.object?.keys ?? []
        for member in object.members {
            var isEvaluated = try isFound(in: member.key, anyOf: patterns)
            if !isEvaluated, let properties = schema["properties"]?.object {
                isEvaluated = try value(of: member.key, in: properties) != nil
            }
            for name in ["additionalProperties", "unevaluatedProperties"] where !isEvaluated {
                if let wanted = schema[name] { isEvaluated = try accepts(member.value, wanted) }
            }
            if isEvaluated { evaluated.insert(Array(member.key.utf8)) }
        }
        for other in try schemasBeside(schema, for: instance) {
            evaluated.formUnion(try evaluatedKeys(instance, other, depth: depth + 1))
        }
        for property in schema["dependentSchemas"]?.object?.members ?? [] {
            guard try value(of: property.key, in: object) != nil else { continue }
            evaluated.formUnion(try evaluatedKeys(instance, property.value, depth: depth + 1))
        }
        return evaluated
    }
}
