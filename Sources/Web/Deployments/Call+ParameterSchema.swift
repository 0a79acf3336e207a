import Core
import JSON

extension Call {
    /// Refuses a deployment whose parameters do not match the schema beside them, if the request asks for that check.
    ///
    /// The real server checks this before all else, tells of nothing else when it fails, and shows the body as it came.
    func refuseMismatchedParameters() throws {
        guard let json = try parsedBody(), let object = json.object else { return }
        let reader = BodyReader(object, at: [])
        guard !reader.saysTwoLimits, reader.says("enforce_parameter_schema"),
            let problem = ParameterSchema.problemOfNew(
                parameters: json["parameters"], schema: json["parameter_openapi_schema"])
        else { return }
        throw Failure.invalid(
            [
                Failure.Problem(
                    type: "value_error", location: ["body"], message: "Value error, \(problem)", input: json,
                    context: ["error": [:]])
            ], body: json)
    }

    /// What the real server writes into a deployment that lacks it; it shows where the body is answered. Two limits it
    /// refuses before that.
    func standardOfDeployment() throws -> JSONObject {
        guard let object = try parsedBody()?.object, BodyReader(object, at: []).saysTwoLimits else {
            return ["parameters": [:]]
        }
        return JSONObject()
    }
}
