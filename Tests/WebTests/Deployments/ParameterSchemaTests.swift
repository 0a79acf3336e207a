import JSON
import TestSupport
import Testing
import Web

@Suite struct ParameterSchemaTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    private let schema: JSONValue = [
        "type": "object", "properties": ["n": ["type": "integer"], "s": ["type": "string"]], "required": ["s"],
    ]

    @Test func `a deployment is made only with parameters that match, if it says so itself`() throws {
        let wrong: JSONObject = ["parameter_openapi_schema": schema, "parameters": ["n": "x"]]
        #expect(try server.deploy("unsaid", wrong).status == 201)
        let answer = try server.deploy("said", wrong.merging(["enforce_parameter_schema": true, "tags": 7]))
        #expect(answer.status == 422)
        let problems = try #require(answer["exception_detail"]?.array)
        #expect(problems.count == 1)
        #expect(problems[0]["loc"] == ["body"])
        #expect(
            problems[0]["msg"]
                == "Value error, Validation failed for field 'n'. Failure reason: 'x' is not of type 'integer'")
        #expect(try server.send(.get, "/api/deployments/name/etl/said").status == 404)
        let missing: JSONObject = ["parameter_openapi_schema": schema, "enforce_parameter_schema": true]
        #expect(try server.deploy("missing", missing).status == 201)
    }

    @Test func `a schema that is none is refused where it is enforced`() throws {
        let answer = try server.deploy(
            "d",
            [
                "parameter_openapi_schema": ["type": "nope"], "enforce_parameter_schema": true,
            ])
        #expect(answer.status == 422)
        #expect(
            answer["exception_detail"]?.array?.first?["msg"] == """
                Value error, The provided schema is not a valid json schema. Schema error: 'nope' is not valid under any of \
                the given schemas
                """)
    }

    @Test func `an empty schema is that of a flow without parameters`() throws {
        let standard: JSONValue = ["type": "object", "properties": [:]]
        let path = try server.deployed("daily", ["parameter_openapi_schema": [:]])
        #expect(try server.send(.get, path)["parameter_openapi_schema"] == standard)
        try server.send(.patch, path, ["parameter_openapi_schema": schema])
        #expect(try server.send(.get, path)["parameter_openapi_schema"] == schema)
        try server.send(.patch, path, ["parameter_openapi_schema": [:]])
        #expect(try server.send(.get, path)["parameter_openapi_schema"] == standard)
    }

    @Test(
        arguments: [
            ([:], "Validation failed. Failure reason: 's' is a required property"),
            (["s": 7], "Validation failed for field 's'. Failure reason: 7 is not of type 'string'"),
            (
                ["s": "x", "n": "y"],
                "Validation failed for field 'n'. Failure reason: 'y' is not valid under any of the given schemas"
            ),
            (["s": "x", "n": nil], nil), (["s": "x", "n": 1.0], nil), (["s": "x", "more": 1], nil),
        ] as [(JSONValue, String?)])
    func `a run is made only with parameters that match`(parameters: JSONValue, reason: String?) throws {
        let path = try server.deployed("daily", ["parameter_openapi_schema": schema])
        let answer = try server.send(.post, path + "/create_flow_run", ["parameters": parameters])
        #expect(answer.status == (reason == nil ? 201 : 409))
        #expect(answer["detail"]?.string == reason.map { "Error creating flow run: \($0)" })
        let free = try server.send(
            .post, path + "/create_flow_run", ["parameters": parameters, "enforce_parameter_schema": false])
        #expect(free.status == 201)
        let bulk = try server.send(.post, path + "/create_flow_run/bulk", [["parameters": parameters]])
        let result = try #require(bulk["results"]?.array?.first)
        #expect(result["error"]?.string == reason.map { "Parameter validation failed: \($0)" })
    }

    @Test func `a change is made only if the parameters then match the schema`() throws {
        let path = try server.deployed("daily", ["parameter_openapi_schema": schema, "parameters": ["s": "x"]])
        let refused = try server.send(.patch, path, ["parameters": ["s": 7]])
        #expect(refused.status == 409)
        #expect(
            refused["detail"]
                == "Error updating deployment: Validation failed for field 's'. Failure reason: 7 is not of type 'string'"
        )
        #expect(try server.send(.get, path)["parameters"] == ["s": "x"])
        #expect(try server.send(.patch, path, ["parameters": [:]]).status == 204)
        #expect(try server.send(.patch, path, ["parameters": ["n": 1]]).status == 204)
        let other: JSONValue = ["properties": ["n": ["type": "string", "default": ""]]]
        #expect(try server.send(.patch, path, ["parameter_openapi_schema": other]).status == 409)
        #expect(
            try server.send(.patch, path, ["parameter_openapi_schema": other, "parameters": ["n": "1"]]).status == 204)
        #expect(
            try server.send(.patch, path, ["parameters": ["n": 1], "enforce_parameter_schema": false]).status == 204)
    }

    @Test func `what is left to the server to work out is worked out before the check`() throws {
        let path = try server.deployed("daily", ["parameter_openapi_schema": schema])
        let value: JSONValue = ["__prefect_kind": "json", "value": "\"x\""]
        #expect(try server.send(.patch, path, ["parameters": ["s": value]]).status == 204)
        #expect(try server.send(.get, path)["parameters"] == ["s": "x"])
        let wrong: JSONValue = ["parameters": ["s": ["__prefect_kind": "json", "value": "{"]]]
        #expect(try server.send(.patch, path, wrong).status == 400)
        #expect(try server.send(.post, path + "/create_flow_run", wrong).status == 400)
    }

    @Test func `references in a circle are said to be so`() throws {
        let circle: JSONValue = ["properties": ["a": ["$ref": "#/properties/a"]]]
        let path = try server.deployed("daily", ["parameter_openapi_schema": circle])
        let text: JSONValue = "Invalid schema: Unable to validate schema with circular references."
        for (method, end) in [(Request.Method.post, "/create_flow_run"), (.patch, "")] {
            let answer = try server.send(method, path + end, ["parameters": ["a": 1]])
            #expect(answer.status == 422)
            #expect(answer["detail"] == text)
        }
        let bulk = try server.send(.post, path + "/create_flow_run/bulk", [["parameters": ["a": 1]]])
        #expect(bulk["results"]?.array?.first?["error"] == "Invalid schema: circular references detected.")
    }
}
