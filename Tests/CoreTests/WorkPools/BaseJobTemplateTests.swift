import JSON
import Testing

@testable import Core

@Suite struct BaseJobVariablesTests {
    @Test(
        arguments: [
            ("{{ a }}", ["a"]), ("{{a}}{{ b.c }}", ["a", "b.c"]), ("{{ a-b_c[0].$d }}", ["a-b_c[0].$d"]),
            ("{{{ a }}}", ["a"]), ("{{ {{ a }} }}", ["a"]), ("x {{   a}} y", ["a"]),
            ("{{ a b }}", []), ("{{ a }", []), ("{ { a } }", []), ("{{}}", []), ("{{ }}", []), ("{{ é }}", []),
            ("", []),
            ("{{", []), ("{{ a", []), ("{{ a }} {{ b", ["a"]),
        ] as [(String, [String])])
    func `placeholders are found in any text`(_ text: String, _ names: [String]) {
        #expect(BaseJobTemplate.placeholders(in: text) == names)
    }

    @Test func `every variable that is missing is named once, in the order of their use`() {
        let template: JSONObject = [
            "job_configuration": ["x": "{{ b }} {{ a }}", "y": ["{{ c }}", ["z": "{{ b }}"]]],
            "variables": ["properties": ["a": ["type": "string"]]],
        ]
        #expect(BaseJobTemplate.problem(of: template)?.hasSuffix("undeclared variable(s): b ,c.") == true)
    }

    @Test func `a default that names a block is checked by what the block holds`() throws {
        let id = ID(high: 7, low: 7)
        let template: JSONObject = [
            "job_configuration": ["x": "{{ a }}"],
            "variables": [
                "type": "object",
                "properties": [
                    "a": [
                        "type": "object", "required": ["host"], "properties": ["host": ["type": "string"]],
                        "default": ["$ref": ["block_document_id": .string(id.description)]],
                    ]
                ],
            ],
        ]
        #expect(throws: Failure.notFound("Block not found.")) { try JobVariables(template).checkDefaults() }
        try JobVariables(template, documents: [id: ["host": "h"]]).checkDefaults()
        #expect(throws: Failure.self) { try JobVariables(template, documents: [id: ["host": 7]]).checkDefaults() }
    }
}
