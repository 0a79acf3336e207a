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
}
