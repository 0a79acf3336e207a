import JSON

/// The checks of job variables, which differ from those of parameters in what may be null and missing.
extension ParameterSchema {
    /// Refuses job variables with the defaults beneath them. What has a default may be null.
    ///
    /// - Parameter completely: whether all that is required must be there.
    func checkJobVariables(_ variables: JSONObject, completely: Bool) throws(Problem) {
        let schema = JSONValue.object(adapted(nullForDefaults: true))
        try Self.check(.object(variables), completely ? schema : schema.withoutRequired)
    }

    /// Whether the schema takes a default of one of its own properties, as strictly as it says.
    func takesDefault(_ value: JSONValue, of name: String) throws(Problem) -> Bool {
        do throws(SchemaFailure) {
            return try JSONSchema(JSONValue.object(object).withoutRequired).allMismatches(of: [name: value]).isEmpty
        } catch { throw Problem(error) }
    }

    /// The first thing, in the schema's order, in which variables break it; what is missing is none.
    func firstMismatchOfPart(_ variables: JSONObject) throws(SchemaFailure) -> String? {
        let schema = JSONValue.object(adapted()).withoutRequired
        return try JSONSchema(schema).allMismatches(of: .object(variables)).first?.message
    }
}
