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
        var problems = Problems(areKept: false)
        return try hydrated(.object(parameters), Path(), &problems)?.object ?? JSONObject()
    }

    /// Works out what can be worked out of values that somebody is still writing.
    public func draft(_ values: JSONObject) throws -> Draft {
        var problems = Problems(areKept: true)
        let value = try hydrated(.object(values), Path(), &problems) ?? [:]
        return Draft(value: value, problems: problems.found)
    }

    /// Values with null in place of what cannot be worked out, and why that is, by the way to it.
    public struct Draft: Sendable {
        let value: JSONValue
        let problems: [[Path.Step]: String]
    }

    /// Why something cannot be worked out.
    struct Problem: Error { let message: String }

    /// Ends everything at the first problem, or keeps all.
    private struct Problems {
        let areKept: Bool
        private(set) var found: [[Path.Step]: String] = [:]

        init(areKept: Bool) { self.areKept = areKept }

        mutating func note(_ message: String, at path: Path) throws -> JSONValue? {
            guard areKept else { throw Problem(message: message) }
            found[path.steps] = message
            return .null
        }

        func isOne(at path: Path) -> Bool { found[path.steps] != nil }
    }

    /// nil for what is to be left out.
    private func hydrated(_ value: JSONValue, _ path: Path, _ problems: inout Problems) throws -> JSONValue? {
        switch value {
        case .object(let object):
            if let kind = object["__prefect_kind"] { return try hydrated(object, kind.string ?? "", path, &problems) }
            var result: [JSONObject.Member] = []
            for member in object.members {
                guard let value = try hydrated(member.value, path.key(member.key), &problems) else { continue }
                result.append(.init(key: member.key, value: value))
            }
            return .object(JSONObject(result))
        case .array(let items):
            var result: [JSONValue] = []
            for item in items {
                if let value = try hydrated(item, path.index(result.count), &problems) { result.append(value) }
            }
            return .array(result)
        case .null, .bool, .int, .double, .string: return value
        }
    }

    private func hydrated(
        _ object: JSONObject, _ kind: String, _ path: Path, _ problems: inout Problems
    ) throws -> JSONValue? {
        switch kind {
        case "none":
            guard let value = object["value"] else {
                return try problems.note("Missing 'value' key in __prefect object", at: path)
            }
            return try hydrated(value, path, &problems)
        case "json":
            guard let value = object["value"],
                let text = value.object == nil ? value : try hydrated(value, path, &problems)
            else { return nil }
            guard case .string(let text) = text else { return text }
            do throws(JSONError) { return try JSONValue(parsing: text) } catch {
                return try problems.note("Invalid JSON: \(error.message)", at: path)
            }
        case "workspace_variable":
            guard let named = object["variable_name"],
                let name = named.object == nil ? named : try hydrated(named, path, &problems)
            else { return nil }
            if problems.isOne(at: path) { return .null }
            let text = name.string ?? name.text
            guard let variable = try variables.variable(.name(text)) else {
                return try problems.note("Variable '\(text)' not found in workspace.", at: path)
            }
            return variable.value
        case "jinja":
            guard object["template"] != nil else {
                return try problems.note("Missing 'template' key in __prefect object", at: path)
            }
            return try problems.note("Invalid jinja: this server does not evaluate templates.", at: path)
        default: return object["value"] ?? .null
        }
    }
}
