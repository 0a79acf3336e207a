import JSON

/// Objects and their members.
extension Validation {
    func properties(_ value: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard let object = place.instance.object, let schemas = value.object else { return }
        for property in schemas.members {
            guard let member = try self.value(of: property.key, in: object) else { continue }
            try check(member, against: property.value, at: place.path.key(property.key), into: place.found)
            if place.found.isSettled { return }
        }
    }

    func patternProperties(_ value: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard let object = place.instance.object, let schemas = value.object else { return }
        for pattern in schemas.members {
            for member in object.members where try finds(pattern.key, in: member.key) {
                try check(member.value, against: pattern.value, at: place.path.key(member.key), into: place.found)
                if place.found.isSettled { return }
            }
        }
    }

    func additionalProperties(_ schema: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard let object = place.instance.object else { return }
        let patterns = place.schema["patternProperties"]?.object?.keys
        var extras: [JSONObject.Member] = []
        for member in object.members {
            if let known = place.schema["properties"]?.object, try value(of: member.key, in: known) != nil { continue }
            if try isFound(in: member.key, anyOf: patterns ?? []) { continue }
            extras.append(member)
        }
        if schema.object != nil {
            for extra in extras {
                try check(extra.value, against: schema, at: place.path.key(extra.key), into: place.found)
                if place.found.isSettled { return }
            }
        } else if schema == false, !extras.isEmpty {
            let keys = extras.map(\.key).sorted { $0.scalarsPrecede($1) }
            place.fail {
                guard let patterns else {
                    return "Additional properties are not allowed (\(keys.quotedWithVerb) unexpected)"
                }
                let verb = keys.count == 1 ? "does" : "do"
                let regexes = patterns.sorted { $0.scalarsPrecede($1) }.map(\.pythonText).joined(separator: ", ")
                return "\(keys.quoted) \(verb) not match any of the regexes: \(regexes)"
            }
        }
    }

    func propertyNames(_ schema: JSONValue, _ place: Place) throws(SchemaFailure) {
        for key in place.instance.object?.keys ?? [] {
            try check(.string(key), against: schema, at: place.path, into: place.found)
            if place.found.isSettled { return }
        }
    }

    func required(_ value: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard let object = place.instance.object, let names = value.array?.compactMap(\.string) else { return }
        for name in names where try self.value(of: name, in: object) == nil {
            place.fail { "\(name.pythonText) is a required property" }
            if place.found.isSettled { return }
        }
    }

    func minProperties(_ bound: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard let object = place.instance.object, let bound = bound.int, object.count < bound else { return }
        place.failTooSmall(bound, "does not have enough properties")
    }

    func maxProperties(_ bound: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard let object = place.instance.object, let bound = bound.int, object.count > bound else { return }
        place.failTooLarge(bound, "has too many properties")
    }

    func dependentRequired(_ value: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard let object = place.instance.object else { return }
        for property in value.object?.members ?? [] where try self.value(of: property.key, in: object) != nil {
            for name in property.value.array?.compactMap(\.string) ?? []
            where try self.value(of: name, in: object) == nil {
                place.fail { "\(name.pythonText) is a dependency of \(property.key.pythonText)" }
                if place.found.isSettled { return }
            }
        }
    }

    func dependentSchemas(_ value: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard let object = place.instance.object else { return }
        for property in value.object?.members ?? [] where try self.value(of: property.key, in: object) != nil {
            try check(place.instance, against: property.value, at: place.path, into: place.found)
            if place.found.isSettled { return }
        }
    }

    // MARK: pieces

    /// A member by its key; looking through a large object costs.
    func value(of key: String, in object: JSONObject) throws(SchemaFailure) -> JSONValue? {
        try spend(object.count / 16)
        return object.value(of: key)
    }

    /// Whether one of several patterns is found in a text.
    func isFound(in text: String, anyOf patterns: [String]) throws(SchemaFailure) -> Bool {
        for pattern in patterns where try finds(pattern, in: text) { return true }
        return false
    }
}

extension [String] {
    /// `'a', 'b'`
    var quoted: String { map(\.pythonText).joined(separator: ", ") }

    /// `'a', 'b' were`
    var quotedWithVerb: String { quoted + (count == 1 ? " was" : " were") }
}
