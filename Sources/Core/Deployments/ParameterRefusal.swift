public import JSON

/// How parameters are refused, in the real server's words for the request that they came with.
public struct ParameterRefusal: Sendable {
    /// What stands before the reason.
    let prefix: String
    /// There is no schema to check with.
    let noSchema: String
    /// The schema leads round in a circle.
    let circular: Failure

    public static let run = ParameterRefusal(
        prefix: "Error creating flow run: ", noSchema: noSchemaText,
        circular: .unprocessable(ParameterSchema.circularText))

    public static let update = ParameterRefusal(
        prefix: "Error updating deployment: ", noSchema: noSchemaText,
        circular: .unprocessable(ParameterSchema.circularText))

    public static let oneOfManyRuns = ParameterRefusal(
        prefix: "Parameter validation failed: ",
        noSchema: "Parameter schema enforcement is enabled but deployment has no valid schema.",
        circular: .unprocessable("Invalid schema: circular references detected."))

    private static let noSchemaText = """
        Error updating deployment: Cannot update parameters because parameter schema enforcement is enabled and the \
        deployment does not have a valid parameter schema.
        """

    /// Makes a check with a deployment's schema, if it has one, and throws what is to be answered.
    public func check(
        _ schema: JSONObject?, _ check: (ParameterSchema) throws(ParameterSchema.Problem) -> Void
    ) throws(Failure) {
        guard let schema else { throw .conflict(noSchema) }
        do throws(ParameterSchema.Problem) { try check(ParameterSchema(schema)) } catch {
            switch error {
            case .mismatch(let text): throw .conflict(prefix + text)
            case .circular: throw circular
            }
        }
    }
}
