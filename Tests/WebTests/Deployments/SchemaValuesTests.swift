import JSON
import TestSupport
import Testing
import Web

@Suite struct SchemaValuesTests {
    let server: TestServer
    init() throws { server = try TestServer() }

    private let schema: JSONValue = [
        "properties": [
            "n": ["type": "integer"], "day": ["type": "string", "format": "date", "default": ""],
            "rows": ["type": "array", "items": ["properties": ["id": ["type": "integer"]], "required": ["id"]]],
        ], "required": ["n"],
    ]

    private func errors(of values: JSONValue) throws -> JSONValue? {
        let answer = try server.send(.post, "/api/ui/schemas/validate", ["schema": schema, "values": values])
        #expect(answer.status == 200)
        #expect(answer["valid"] == .bool(answer["errors"] == []))
        return answer["errors"]
    }

    @Test func `values that keep their schema are valid`() throws {
        #expect(try errors(of: ["n": 1, "day": "2024-02-29", "rows": [["id": 1]], "more": true]) == [])
    }

    @Test func `what is wrong is told beside each field`() throws {
        #expect(try errors(of: [:]) == [["property": "n", "errors": ["'n' is a required property"]]])
        #expect(
            try errors(of: ["n": "x", "day": "2023-02-29", "rows": [["id": 1], [:], ["id": "x"]]]) == [
                ["property": "n", "errors": ["'x' is not of type 'integer'"]],
                ["property": "day", "errors": ["'2023-02-29' is not a 'date'"]],
                [
                    "property": "rows",
                    "errors": [
                        ["index": 1, "errors": [["property": "id", "errors": ["'id' is a required property"]]]],
                        [
                            "index": 2,
                            "errors": [["property": "id", "errors": ["'x' is not of type 'integer'"]]],
                        ],
                    ],
                ],
            ])
    }

    @Test func `what cannot be worked out is said in place of what the schema says`() throws {
        try server.send(.post, "/api/variables/", ["name": "seven", "value": 7])
        func variable(_ name: String) -> JSONValue {
            ["n": ["__prefect_kind": "workspace_variable", "variable_name": .string(name)]]
        }
        #expect(try errors(of: variable("seven")) == [])
        #expect(
            try errors(of: variable("eight")) == [
                ["property": "n", "errors": ["Variable 'eight' not found in workspace."]]
            ])
        #expect(
            try errors(of: ["n": ["__prefect_kind": "none"]]) == [
                ["property": "n", "errors": ["Missing 'value' key in __prefect object"]]
            ])
        #expect(
            try errors(of: ["n": ["__prefect_kind": "json"]]) == [
                ["property": "n", "errors": ["'n' is a required property"]]
            ])
    }

    @Test(
        arguments: [
            (["type": "nope"], "Invalid schema: 'nope' is not valid under any of the given schemas"),
            (
                ["properties": ["a": ["$ref": "#/properties/a"]]],
                "Invalid schema: Unable to validate schema with circular references."
            ),
        ] as [(JSONValue, JSONValue)])
    func `a schema that cannot be checked with is refused`(schema: JSONValue, detail: JSONValue) throws {
        let body: JSONValue = ["schema": schema, "values": ["a": 1]]
        let answer = try server.send(.post, "/api/ui/schemas/validate", body)
        #expect(answer.status == 422)
        #expect(answer["detail"] == detail)
    }
}
