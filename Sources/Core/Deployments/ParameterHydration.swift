public import JSON

/// Parameters in which a client left something to be worked out by the server: objects with a member `__prefect_kind`.
public struct ParameterHydration {
    private let variables: any VariableReading

    /// - Parameter variables: where the variables that parameters name are looked up.
    public init(_ variables: any VariableReading) { self.variables = variables }

    /// Works out every such object, at any depth. Parameters without one come back as they are.
    ///
    /// - Parameter subject: whose parameters they are, for the text of the refusal (status 400, as on the real server).
    public func hydrate(_ parameters: JSONObject, for subject: String) throws -> JSONObject {
        do { return try hydrate(parameters) } catch let problem as Problem {
            throw Failure.badRequest("Error hydrating \(subject) parameters: \(problem.message)")
        }
    }

    /// The same, for those who say themselves whose parameters they are.
    func hydrate(_ parameters: JSONObject) throws -> JSONObject {
        try hydrated(.object(parameters))?.object ?? JSONObject()
    }

    /// Why something cannot be worked out.
    struct Problem: Error { let message: String }

    /// nil for what is to be left out.
    private func hydrated(_ value: JSONValue) throws -> JSONValue? {
        switch value {
        case .object(let object):
            if let kind = object["__prefect_kind"] { return try hydrated(object, kind.string ?? "") }
            var result: [JSONObject.Member] = []
            for member in object.members {
                if let value = try hydrated(member.value) { result.append(.init(key: member.key, value: value)) }
            }
            return .object(JSONObject(result))
        case .array(let items):
            var result: [JSONValue] = []
            for item in items { if let value = try hydrated(item) { result.append(value) } }
            return .array(result)
        case .null, .bool, .int, .double, .string: return value
        }
    }

    private func hydrated(_ object: JSONObject, _ kind: String) throws -> JSONValue? {
        switch kind {
        case "none":
            guard let value = object["value"] else { throw Problem(message: "Missing 'value' key in __prefect object") }
            return try hydrated(value)
        case "json":
            guard let value = object["value"] else { return nil }
            let text = value.object == nil ? value : try hydrated(value) ?? .null
            guard case .string(let text) = text else { return text }
            do throws(JSONError) { return try JSONValue(parsing: text) } catch {
                throw Problem(message: "Invalid JSON: \(error.message)")
            }
        case "workspace_variable":
            guard let named = object["variable_name"] else { return nil }
            guard let name = named.object == nil ? named : try hydrated(named) else { return nil }
            let text = name.string ?? name.text
            guard let variable = try variables.variable(.name(text)) else {
                throw Problem(message: "Variable '\(text)' not found in workspace.")
            }
            return variable.value
        case "jinja":
            guard object["template"] != nil else {
                throw Problem(message: "Missing 'template' key in __prefect object")
            }
            throw Problem(message: "Invalid jinja: this server does not evaluate templates.")
        default: return object["value"] ?? .null
        }
    }
}
