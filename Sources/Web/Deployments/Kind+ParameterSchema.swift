import Core
import JSON

extension Kind where Value == DeploymentCreateBody {
    /// This kind with parameters that match the schema beside them, if the request asks for that.
    ///
    /// The real server checks this before all else, and tells of nothing else when it fails.
    var checkingParameters: Kind {
        Kind(fallback: fallback()) { [read] json, location, problems in
            let reader = BodyReader(json.object ?? JSONObject(), at: location)
            let hasTwoLimits = reader.says("concurrency_limit") && reader.says("global_concurrency_limit_id")
            guard !hasTwoLimits, reader.says("enforce_parameter_schema"),
                let problem = ParameterSchema.problemOfNew(
                    parameters: json["parameters"], schema: json["parameter_openapi_schema"])
            else { return read(json, location, &problems) }
            return problems.note(
                "value_error", "Value error, \(problem)", json, at: location, context: ["error": [:]])
        }
    }
}
