import JSON

/// Lists and their items.
extension Validation {
    func items(_ schema: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard let items = place.instance.array else { return }
        let prefix = place.schema["prefixItems"]?.array?.count ?? 0
        guard items.count > prefix else { return }
        if schema == false {
            return place.fail {
                let rest = items.count == prefix + 1 ? items[prefix] : .array(Array(items[prefix...]))
                return """
                    Expected at most \(prefix) \(prefix == 1 ? "item" : "items") but found \(items.count - prefix) extra: \
                    \(rest.pythonText)
                    """
            }
        }
        for index in prefix..<items.count {
            try check(items[index], against: schema, at: place.path.index(index), into: place.found)
            if place.found.isSettled { return }
        }
    }

    func prefixItems(_ value: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard let items = place.instance.array, let schemas = value.array else { return }
        for (index, (item, schema)) in zip(items, schemas).enumerated() {
            try check(item, against: schema, at: place.path.index(index), into: place.found)
            if place.found.isSettled { return }
        }
    }

    func contains(_ schema: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard let items = place.instance.array else { return }
        let least = place.schema["minContains"]?.int ?? 1
        let most = place.schema["maxContains"]
        var matches: Int64 = 0
        for item in items where try accepts(item, schema) {
            matches += 1
            if let most, let bound = most.int, matches > bound {
                return place.fail { "Too many items match the given schema (expected at most \(most.pythonText))" }
            }
        }
        guard matches < least else { return }
        place.fail { [matches, instance = place.instance, schema = place.schema] in
            if matches == 0 { return "\(instance.pythonText) does not contain items matching the given schema" }
            let least = schema["minContains"] ?? 1
            return """
                Too few items match the given schema (expected at least \(least.pythonText) but only \(matches) matched)
                """
        }
    }

    func minItems(_ bound: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard let items = place.instance.array, let bound = bound.int, items.count < bound else { return }
        place.failTooSmall(bound, "is too short")
    }

    func maxItems(_ bound: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard let items = place.instance.array, let bound = bound.int, items.count > bound else { return }
        place.failTooLarge(bound, "is too long")
    }

    func uniqueItems(_ value: JSONValue, _ place: Place) throws(SchemaFailure) {
        guard value == true, let items = place.instance.array else { return }
        var seen: Set<[UInt8]> = []
        if items.allSatisfy({ seen.insert($0.equalityKey).inserted }) { return }
        place.fail { [instance = place.instance] in "\(instance.pythonText) has non-unique elements" }
    }
}
