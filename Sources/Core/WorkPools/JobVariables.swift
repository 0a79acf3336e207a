public import JSON

/// What the jobs of a work pool can be told: the variables of its base job template, with a JSON Schema and defaults.
///
/// Defaults lie beneath the job variables of a deployment, and those beneath the run's. A default that the schema refuses
/// is left out, and nothing is then asked to be complete: such templates are older than the check.
public struct JobVariables: Sendable {
    private let variables: JSONValue
    private let documents: [ID: JSONValue]

    /// - Parameters:
    ///   - base: the base job template of a pool.
    ///   - documents: what the block documents hold that defaults refer to; see ``references(in:)``.
    public init(_ base: JSONObject, documents: [ID: JSONValue] = [:]) {
        variables = base["variables"] ?? .null
        self.documents = documents
    }

    /// The block documents that the defaults of a template refer to: `{"$ref": {"block_document_id": …}}`.
    public static func references(in base: JSONObject) -> [ID] {
        (base["variables"]?["properties"]?.object?.members ?? []).compactMap { member in
            if case .document(let id) = Default(member.value) { id } else { nil }
        }
    }

    /// Refuses job variables of a deployment; what is missing can come with a run.
    public func checkDeployment(_ jobVariables: JSONObject) throws(Failure) {
        guard !jobVariables.isEmpty else { return }
        try check([jobVariables], completely: false, as: "Error creating deployment: ")
    }

    /// Refuses the job variables that a run would have in the end.
    ///
    /// - Parameter layers: the deployment's, then the run's.
    public func checkRun(_ layers: [JSONObject], updating: Bool = false) throws(Failure) {
        try check(layers, completely: true, as: "Error \(updating ? "updating" : "creating") flow run: ")
    }

    /// Refuses defaults that do not match the schema they stand in, for a pool that is made or changed.
    public func checkDefaults() throws(Failure) {
        try check(
            [], completely: false, leavesOutWrongDefaults: false,
            as: "Validation failed for work pool's job variable defaults: ")
    }

    /// Refuses job variables that a change of a deployment brings. The real server looks at them alone here, and answers 409.
    public func checkChange(_ jobVariables: JSONObject) throws(Failure) {
        guard variables != .null else { return }
        let schema = ParameterSchema(variables.object ?? JSONObject())
        let text: String
        do throws(SchemaFailure) {
            guard let first = try schema.firstMismatchOfPart(jobVariables) else { return }
            text = "<ValidationError: \(first.pythonText)>"
        } catch {
            switch error {
            case .circular: throw .unprocessable(ParameterSchema.circularText)
            case .invalid(let problem): text = "<ValidationError: \(problem.pythonText)>"
            case .unresolvable(let problem):
                text = "ValidationError(\("Validation failed. Failure reason: \(problem)".pythonText))"
            case .tooCostly: text = "<ValidationError: 'checking the job variables takes too many steps'>"
            }
        }
        throw .conflict("Error creating deployment: \(text)")
    }

    private func check(
        _ layers: [JSONObject], completely: Bool, leavesOutWrongDefaults: Bool = true, as prefix: String
    ) throws(Failure) {
        guard variables.saysSomething else { return }
        if let problem = JSONSchema(variables).problem() { throw .unprocessable("Invalid schema: \(problem)") }
        guard let object = variables.object else { return }
        let schema = ParameterSchema(object)
        let defaults = try self.defaults(of: object)
        do throws(ParameterSchema.Problem) {
            var (all, isWhole) = (JSONObject(), true)
            for (name, value) in defaults {
                if leavesOutWrongDefaults, try !schema.takesDefault(value, of: name) {
                    isWhole = false
                } else {
                    all[name] = value
                }
            }
            for layer in layers { all = all.merging(layer) }
            try schema.checkJobVariables(all, completely: completely && isWhole)
        } catch {
            switch error {
            case .mismatch(let text): throw .unprocessable(prefix + text)
            case .circular: throw .unprocessable(ParameterSchema.circularText)
            }
        }
    }

    /// The defaults as they count, with what block documents hold in place of references to them.
    private func defaults(of object: JSONObject) throws(Failure) -> [(name: String, value: JSONValue)] {
        var result: [(name: String, value: JSONValue)] = []
        for member in object["properties"]?.object?.members ?? [] {
            switch Default(member.value) {
            case .none: break
            case .value(let value): result.append((member.key, value))
            case .document(let id):
                guard let id, let document = documents[id] else { throw .notFound("Block not found.") }
                result.append((member.key, document))
            }
        }
        return result
    }

    /// What stands as the default of a variable.
    private enum Default {
        case none
        case value(JSONValue)
        /// nil for what is no id.
        case document(ID?)

        init(_ property: JSONValue) {
            guard let given = property["default"] else {
                self = .none
                return
            }
            guard let reference = given["$ref"] else {
                self = .value(given)
                return
            }
            let id = reference["block_document_id"] ?? .null
            self = id == .null ? .none : .document(id.string.flatMap(ID.init))
        }
    }
}

extension JSONValue {
    /// Python's truth of a value that stands for an object.
    fileprivate var saysSomething: Bool {
        switch self {
        case .null, false, "", .int(0), .double(0): false
        case .object(let object): !object.isEmpty
        case .array(let items): !items.isEmpty
        default: true
        }
    }
}
