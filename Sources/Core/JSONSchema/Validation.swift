import JSON

/// One check of a value: walks through schema and value together.
final class Validation {
    private let references: SchemaReferences
    private let effort: Effort
    private var depth = 0
    /// Patterns that were read already, by their bytes; nil for what is no pattern.
    private var patterns: [[UInt8]: Pattern?] = [:]
    let checksFormats: Bool
    /// What is wrong with parts of the value whatever a schema says.
    private let problems: [[Path.Step]: String]

    init(_ root: JSONValue, steps: Int, checksFormats: Bool = false, problems: [[Path.Step]: String] = [:]) {
        references = SchemaReferences(root)
        effort = Effort(steps)
        self.checksFormats = checksFormats
        self.problems = problems
    }

    /// Where a keyword is applied.
    final class Place {
        let schema: JSONObject
        let instance: JSONValue
        let path: Path
        let found: Mismatches
        fileprivate(set) var keyword = ""

        fileprivate init(_ schema: JSONObject, _ instance: JSONValue, _ path: Path, _ found: Mismatches) {
            (self.schema, self.instance, self.path, self.found) = (schema, instance, path, found)
        }

        /// Notes that the value breaks the keyword.
        func fail(because context: [SchemaMismatch] = [], _ describe: @escaping () -> String) {
            found.add(
                SchemaMismatch(
                    path: path.steps, keyword: keyword, instance: instance, schema: schema, context: context,
                    describe: describe))
        }
    }

    /// What a keyword with some value asks at a place.
    typealias Keyword = @Sendable (Validation) -> (JSONValue, Place) throws(SchemaFailure) -> Void

    /// Notes all in which a value breaks a schema.
    func check(
        _ instance: JSONValue, against schema: JSONValue, at path: Path, into found: Mismatches
    ) throws(SchemaFailure) {
        try spend()
        guard let object = schema.object else { return try check(instance, againstPlain: schema, path, found) }
        try enter()
        defer { leave() }
        let place = Place(object, instance, path, found)
        for member in object.members {
            guard let keyword = Self.keywords[member.key] else { continue }
            place.keyword = member.key
            try keyword(self)(member.value, place)
            if found.isSettled { return }
        }
        if !problems.isEmpty, let problem = problems[path.steps] {
            place.keyword = SchemaMismatch.ofValueItself
            place.fail { problem }
        }
    }

    /// A schema that is no object: true takes everything, false nothing.
    private func check(
        _ instance: JSONValue, againstPlain schema: JSONValue, _ path: Path, _ found: Mismatches
    ) throws(SchemaFailure) {
        guard case .bool(let takesAll) = schema else { throw .invalid(Vocabulary.noSchema(schema)) }
        guard !takesAll else { return }
        found.add(
            SchemaMismatch(path: path.steps, keyword: nil, instance: instance, schema: nil, context: []) {
                "False schema does not allow \(instance.pythonText)"
            })
    }

    /// Whether a value keeps a schema.
    func accepts(_ instance: JSONValue, _ schema: JSONValue) throws(SchemaFailure) -> Bool {
        let found = Mismatches(firstOnly: true)
        try check(instance, against: schema, at: Path(), into: found)
        return found.list.isEmpty
    }

    /// All in which a value breaks a schema of several.
    func mismatches(_ place: Place, _ schema: JSONValue) throws(SchemaFailure) -> [SchemaMismatch] {
        let found = Mismatches(firstOnly: false)
        try check(place.instance, against: schema, at: place.path, into: found)
        return found.list
    }

    func target(of reference: String) throws(SchemaFailure) -> JSONValue { try references.target(of: reference) }

    /// Whether a pattern is found in a text.
    func finds(_ text: String, in string: String) throws(SchemaFailure) -> Bool {
        let pattern: Pattern?
        let key = Array(text.utf8)
        if let known = patterns[key] {
            pattern = known
        } else {
            pattern = Pattern(text)
            patterns[key] = .some(pattern)
        }
        guard let pattern else { throw .invalid(Vocabulary.noPattern(text)) }
        do throws(Effort.Exhausted) { return try pattern.isFound(in: string, effort) } catch { throw .tooCostly }
    }

    /// Notes that a schema is looked at inside another. Every `enter` that succeeds needs a `leave`.
    func enter() throws(SchemaFailure) {
        guard depth < JSONSchema.deepestCheck else { throw .circular }
        depth += 1
    }

    func leave() { depth -= 1 }

    /// Takes steps from what the check may cost.
    func spend(_ steps: Int = 1) throws(SchemaFailure) {
        do throws(Effort.Exhausted) { try effort.spend(steps) } catch { throw .tooCostly }
    }

    /// Every keyword that asks something. Others, such as `title`, are passed over.
    private static let keywords: [String: Keyword] = [
        "$ref": Validation.reference, "$dynamicRef": Validation.reference,
        "type": Validation.type, "enum": Validation.enumeration, "const": Validation.constant,
        "minimum": Validation.minimum, "maximum": Validation.maximum,
        "exclusiveMinimum": Validation.exclusiveMinimum, "exclusiveMaximum": Validation.exclusiveMaximum,
        "multipleOf": Validation.multipleOf,
        "minLength": Validation.minLength, "maxLength": Validation.maxLength, "pattern": Validation.pattern,
        "format": Validation.format,
        "items": Validation.items, "prefixItems": Validation.prefixItems, "contains": Validation.contains,
        "minItems": Validation.minItems, "maxItems": Validation.maxItems, "uniqueItems": Validation.uniqueItems,
        "properties": Validation.properties, "patternProperties": Validation.patternProperties,
        "additionalProperties": Validation.additionalProperties, "propertyNames": Validation.propertyNames,
        "required": Validation.required, "minProperties": Validation.minProperties,
        "maxProperties": Validation.maxProperties, "dependentRequired": Validation.dependentRequired,
        "dependentSchemas": Validation.dependentSchemas,
        "allOf": Validation.allOf, "anyOf": Validation.anyOf, "oneOf": Validation.oneOf, "not": Validation.not,
        "if": Validation.condition,
        "unevaluatedItems": Validation.unevaluatedItems, "unevaluatedProperties": Validation.unevaluatedProperties,
    ]
}
