import JSON

/// Schemas that are made of others, and references.
extension Validation {
    func reference(_ value: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard let reference = value.string else { return }
        try check(place.instance, against: try target(of: reference), at: place.path, into: place.found)
    }

    func allOf(_ value: JSONValue, _ place: Place) throws(SchemaFailure) {
        for schema in value.array ?? [] {
            try check(place.instance, against: schema, at: place.path, into: place.found)
            if place.found.isSettled { return }
        }
    }

    func anyOf(_ value: JSONValue, _ place: Place) throws(SchemaFailure) {
        var reasons: [SchemaMismatch] = []
        for schema in value.array ?? [] {
            let mismatches = try mismatches(place, schema)
            if mismatches.isEmpty { return }
            reasons += mismatches
        }
        failAll(place, because: reasons)
    }

    func oneOf(_ value: JSONValue, _ place: Place) throws(SchemaFailure) {
        let schemas = value.array ?? []
        var reasons: [SchemaMismatch] = []
        for (index, schema) in schemas.enumerated() {
            let mismatches = try mismatches(place, schema)
            reasons += mismatches
            if mismatches.isEmpty { return try refuseOthers(schemas[(index + 1)...], place, first: schema) }
        }
        failAll(place, because: reasons)
    }

    private func failAll(_ place: Place, because reasons: [SchemaMismatch]) {
        place.fail(because: reasons) { [instance = place.instance] in
            "\(instance.pythonText) is not valid under any of the given schemas"
        }
    }

    /// Of `oneOf`: no schema may fit beside the first that does.
    private func refuseOthers(_ others: ArraySlice<JSONValue>, _ place: Place, first: JSONValue) throws(SchemaFailure) {
        var fitting: [JSONValue] = []
        for schema in others where try accepts(place.instance, schema) { fitting.append(schema) }
        guard !fitting.isEmpty else { return }
        let schemas = fitting + [first]
        place.fail { [instance = place.instance] in
            "\(instance.pythonText) is valid under each of \(schemas.map(\.pythonText).joined(separator: ", "))"
        }
    }

    func not(_ schema: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard try accepts(place.instance, schema) else { return }
        place.fail { [instance = place.instance] in
            "\(instance.pythonText) should not be valid under \(schema.pythonText)"
        }
    }

    /// `if`, with its `then` and `else`.
    func condition(_ schema: JSONValue, _ place: Place) throws(SchemaFailure) {
        let next = try accepts(place.instance, schema) ? place.schema["then"] : place.schema["else"]
        guard let next else { return }
        try check(place.instance, against: next, at: place.path, into: place.found)
    }
}
