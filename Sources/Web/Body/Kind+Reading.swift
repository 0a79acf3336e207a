import Core
import JSON

extension Kind {
    /// An object whose members a closure reads, for kinds that depend on more than the request.
    static func object(
        named name: String? = nil, _ make: @escaping @Sendable (inout BodyReader) -> Value
    ) -> Kind {
        Kind(fallback: readingNothing(make), shape: .object(named: name, of: Value.self) { _ = make(&$0) }) {
            json, location, problems in
            guard let object = json.object else {
                return problems.note(
                    "model_attributes_type", "Input should be a valid dictionary or object to extract fields from",
                    json, at: location)
            }
            var reader = BodyReader(object, at: location, bounds: problems.bounds)
            let value = make(&reader)
            reader.refuseUnknownMembers()
            problems += reader.problems
            return reader.problems.isEmpty ? value : nil
        }
    }

    /// What a closure reads from nothing, which stands in where reading failed.
    private static func readingNothing(_ make: (inout BodyReader) -> Value) -> Value {
        var reader = BodyReader(JSONObject(), at: [])
        return make(&reader)
    }
}

extension Kind where Value == String {
    /// A name as Prefect allows it for a deployment: no `/ % & > <`.
    static var nameOrEmpty: Kind {
        string.map(fallback: "", shape: .text.with(["pattern": "^[^/%&><]*$"])) { text, json, location, problems in
            guard !text.contains(where: { "/%&><".contains($0) }) else {
                return problems.note(
                    "string_pattern_mismatch", "String should match pattern '^[^/%&><]*$'", json, at: location,
                    context: ["pattern": "^[^/%&><]*$"])
            }
            return text
        }
    }
}

extension Field {
    var isNull: Bool {
        if case .null = self { return true }
        return false
    }
}

extension ID {
    /// Stands in until a thing gets its id.
    static let none = ID(high: 0, low: 0)
}
