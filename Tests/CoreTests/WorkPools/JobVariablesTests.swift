import JSON
import Testing

@testable import Core

@Suite struct JobVariablesTests {
    private static let block = Given.id(7)

    /// A template whose variables are these.
    private func template(_ properties: JSONValue, required: JSONValue = [], documents: [ID: JSONValue] = [:])
        -> JobVariables
    {
        JobVariables(
            ["variables": ["type": "object", "properties": properties, "required": required]], documents: documents)
    }

    private func refusal(_ check: () throws -> Void) -> Failure? {
        do { try check() } catch { return error as? Failure }
        return nil
    }

    @Test func `a run needs what is required and has no default`() {
        let template = template(
            ["image": ["type": "string"], "cpu": ["type": "integer", "default": 1]], required: ["image", "cpu"])
        #expect(
            refusal { try template.checkRun([[:], [:]]) }
                == .unprocessable(
                    "Error creating flow run: Validation failed. Failure reason: 'image' is a required property"))
        #expect(refusal { try template.checkRun([["image": "i"], [:]]) } == nil)
        #expect(refusal { try template.checkRun([["image": 7], ["image": "i"]]) } == nil)
        #expect(refusal { try template.checkDeployment(["cpu": 2]) } == nil)
    }

    @Test func `a wrong default is left out, and then nothing must be complete`() {
        let template = template(
            ["image": ["type": "string"], "cpu": ["type": "integer", "default": "many"]], required: ["image"])
        #expect(refusal { try template.checkRun([[:]]) } == nil)
        #expect(refusal { try template.checkRun([["cpu": "many"]]) } != nil)
        #expect(refusal { try template.checkDefaults() } != nil)
    }

    @Test func `what has a default may be null in the end, but not in a change`() {
        let template = template(["cpu": ["type": "integer", "default": 1]])
        #expect(refusal { try template.checkRun([["cpu": nil]]) } == nil)
        #expect(
            refusal { try template.checkChange(["cpu": nil]) }
                == .conflict("Error creating deployment: <ValidationError: \"None is not of type 'integer'\">"))
    }

    @Test func `a default may refer to a block document`() {
        let reference: JSONValue = ["$ref": ["block_document_id": .string(Self.block.description)]]
        let properties: JSONValue = ["cluster": ["type": "object", "required": ["url"], "default": reference]]
        let base: JSONObject = ["variables": ["properties": properties]]
        #expect(JobVariables.references(in: base) == [Self.block])
        #expect(refusal { try JobVariables(base).checkRun([]) } == .notFound("Block not found."))
        let known = JobVariables(base, documents: [Self.block: ["url": "u"]])
        #expect(refusal { try known.checkRun([]) } == nil)
        let wrong = JobVariables(base, documents: [Self.block: "text"])
        #expect(refusal { try wrong.checkDefaults() } != nil)
    }

    @Test(arguments: [["block_document_id": "no id"], ["block_document_id": 7]] as [JSONValue])
    func `a reference that is no id finds no block`(reference: JSONValue) {
        let template = template(["cluster": ["default": ["$ref": reference]]])
        #expect(refusal { try template.checkRun([]) } == .notFound("Block not found."))
    }

    @Test(arguments: [[:], "text", nil, ["block_document_id": nil]] as [JSONValue])
    func `a reference to nothing is no default`(reference: JSONValue) {
        let template = template(["cluster": ["type": "object", "default": ["$ref": reference]]])
        #expect(refusal { try template.checkRun([]) } == nil)
    }

    @Test(arguments: [[:], ["variables": nil], ["variables": [:]], ["job_configuration": ["a": 1]]] as [JSONObject])
    func `a template without variables takes everything`(base: JSONObject) {
        #expect(refusal { try JobVariables(base).checkRun([["any": "thing"]]) } == nil)
        #expect(refusal { try JobVariables(base).checkChange(["any": "thing"]) } == nil)
    }

    @Test func `a template that is no schema is told`() {
        let template = template(["cpu": ["type": "many"]])
        guard case .unprocessable(let text) = refusal({ try template.checkRun([]) }) else {
            Issue.record("It was taken.")
            return
        }
        #expect(text.hasPrefix("Invalid schema: "))
    }
}
