public import JSON

/// How a deployment's or a run's parameters and place are refused, in the real server's words for the request that they
/// came with.
public struct ParameterRefusal: Sendable {
    /// What stands before the reason.
    let prefix: String
    /// There is no schema to check with.
    let noSchema: String
    /// The schema leads round in a circle.
    let circular: Failure
    /// A run is to wait in a queue though its deployment has no pool.
    let noPool: @Sendable (_ queue: String, _ deployment: ID) -> String

    public static let run = ParameterRefusal(
        prefix: "Error creating flow run: ", noSchema: noSchemaText,
        circular: .unprocessable(ParameterSchema.circularText), noPool: noPoolText)

    public static let update = ParameterRefusal(
        prefix: "Error updating deployment: ", noSchema: noSchemaText,
        circular: .unprocessable(ParameterSchema.circularText), noPool: noPoolText)

    public static let oneOfManyRuns = ParameterRefusal(
        prefix: "Parameter validation failed: ",
        noSchema: "Parameter schema enforcement is enabled but deployment has no valid schema.",
        circular: .unprocessable("Invalid schema: circular references detected."),
        noPool: { queue, _ in
            """
            Cannot create flow run in work queue \(queue) because deployment is not associated with a work pool.
            """
        })

    private static let noPoolText: @Sendable (String, ID) -> String = { queue, deployment in
        """
        Cannot create flow run in work queue \(queue) because deployment \(deployment) is not associated with a work \
        pool. Please remove work_pool_name and try again.
        """
    }

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
