public import JSON

/// The JSON Schema of a deployment's parameters, and the check of parameters against it as Prefect makes it.
public struct ParameterSchema: Sendable {
    let object: JSONObject

    public init(_ object: JSONObject) { self.object = object }

    /// Why parameters are refused.
    public enum Problem: Error, Equatable {
        /// In words that go behind whose parameters they are.
        case mismatch(String)
        /// References in the schema lead round in a circle.
        case circular
    }

    /// Refuses parameters of a run that is to be made: all that are required must be there.
    func check(_ parameters: JSONObject) throws(Problem) {
        try Self.check(.object(parameters), .object(adapted()))
    }

    /// Refuses parameters of a deployment: those that are missing can come with a run.
    public func checkDefaults(_ parameters: JSONObject) throws(Problem) {
        try Self.check(.object(parameters), JSONValue.object(adapted()).withoutRequired)
    }

    /// Why a deployment cannot be made as a request asks for it; nil when it can.
    ///
    /// It is the request as it came, so anything may stand in place of parameters and schema. Unlike later checks this one
    /// takes the schema as it is: a parameter without a default may not be null.
    public static func problemOfNew(parameters: JSONValue?, schema: JSONValue?) -> String? {
        guard let schema, schema != .null else { return nil }
        if let problem = JSONSchema(schema).problem() { return "\(noSchema) \(problem)" }
        do throws(Problem) {
            if parameters != .null { try check(parameters ?? [:], schema.withoutRequired) }
            return nil
        } catch {
            switch error {
            case .mismatch(let text): return text
            case .circular: return circularText
            }
        }
    }

    static func check(_ parameters: JSONValue, _ schema: JSONValue) throws(Problem) {
        let mismatch: SchemaMismatch?
        do throws(SchemaFailure) { mismatch = try JSONSchema(schema).mismatch(of: parameters) } catch {
            throw Problem(error)
        }
        guard let mismatch else { return }
        let field = mismatch.place == "$" ? "" : " for field \(mismatch.place.withoutRoot.pythonText)"
        throw .mismatch("Validation failed\(field). Failure reason: \(mismatch.message)")
    }

    fileprivate static let noSchema = "The provided schema is not a valid json schema. Schema error:"
    static let circularText = "Invalid schema: Unable to validate schema with circular references."
}

extension ParameterSchema.Problem {
    /// What is told of a schema that cannot be checked with.
    init(_ failure: SchemaFailure) {
        switch failure {
        case .invalid(let problem): self = .mismatch("\(ParameterSchema.noSchema) \(problem)")
        case .unresolvable(let text): self = .mismatch("Validation failed. Failure reason: \(text)")
        case .tooCostly:
            self = .mismatch("Validation failed. Failure reason: checking the parameters takes too many steps.")
        case .circular: self = .circular
        }
    }
}

extension String {
    /// Without every `$.`: so the real server makes a field's name of its place.
    fileprivate var withoutRoot: String {
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if scalar == ".", text.last == "$" { text.removeLast() } else { text.append(scalar) }
        }
        return String(text)
    }
}

extension JSONValue {
    /// Without members named `required` at any depth of objects; lists are left alone.
    var withoutRequired: JSONValue {
        guard case .object(let object) = self else { return self }
        return .object(
            JSONObject(
                object.members.filter { $0.key != "required" }.map {
                    .init(key: $0.key, value: $0.value.withoutRequired)
                }))
    }
}
