public import JSON

extension BaseJobTemplate {
    /// Refuses variables that are no JSON Schema, and defaults that do not fit it, in the real server's words.
    ///
    /// - Parameter block: the data of a block document, which a default may name instead of holding it; nil when there is none.
    public static func checkDefaults(
        of template: JSONObject, block: (ID) throws -> JSONValue? = { _ in nil }
    ) throws {
        guard let variables = template["variables"]?.object, !variables.isEmpty else { return }
        if let problem = JSONSchema(.object(variables)).problem() {
            throw Failure.unprocessable("Invalid schema: \(problem)")
        }
        var values = JSONObject()
        for property in variables["properties"]?.object?.members ?? [] {
            guard let standard = property.value["default"] else { continue }
            guard let reference = standard["$ref"] else {
                values[property.key] = standard
                continue
            }
            guard let name = reference["block_document_id"], name != .null else { continue }
            guard let data = try name.string.flatMap(ID.init).flatMap(block) else {
                throw Failure.notFound("Block not found.")
            }
            values[property.key] = data
        }
        do throws(ParameterSchema.Problem) {
            try ParameterSchema(variables).checkJobVariables(values)
        } catch {
            switch error {
            case .mismatch(let text):
                throw Failure.unprocessable("Validation failed for work pool's job variable defaults: \(text)")
            case .circular: throw Failure.unprocessable(ParameterSchema.circularText)
            }
        }
    }
}
