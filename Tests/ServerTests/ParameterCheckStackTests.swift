import Core
import JSON
import Synchronization
import Testing

@testable import Server

/// A check of parameters is recursive, and what it recurses over comes from outside.
@Suite struct ParameterCheckStackTests {
    @Test(arguments: Worst.schemas.indices)
    func `three quarters of the stack of a request's thread are enough for the deepest check`(index: Int) throws {
        let isDone = Mutex(false)
        let threads = Threads()
        // Code that is not optimised takes about four times the room; half of that is what it gets.
        #if DEBUG
            let factor = 2
        #else
            let factor = 1
        #endif
        try threads.start(stackSize: factor * FastCGIServer.stackSize * 3 / 4) {
            let (schema, value) = Worst.schemas[index]
            _ = try? JSONSchema(schema, mostSteps: 100_000).mismatch(of: value)?.message
            isDone.withLock { $0 = true }
        }
        #expect(threads.wait(seconds: 60))
        #expect(isDone.withLock { $0 })
    }
}

/// Schemas and values that go as deep as they can, each by another way.
private enum Worst {
    static let schemas: [(JSONValue, JSONValue)] = [
        (["$ref": "#/$defs/t", "$defs": ["t": ["allOf": [["$ref": "#/$defs/t"]]]]], 1),
        (["anyOf": [["$ref": "#"], ["type": "null"]]], 1),
        (["oneOf": [["$ref": "#"], ["type": "null"]]], 1),
        (["not": ["$ref": "#"]], 1),
        (["if": ["$ref": "#"]], 1),
        (["if": true, "then": ["$ref": "#"]], 1),
        (["unevaluatedProperties": ["type": "string"], "anyOf": [["$ref": "#"]]], ["a": 1]),
        (["unevaluatedProperties": false, "$ref": "#"], ["a": 1]),
        (["unevaluatedItems": ["$ref": "#"], "contains": ["$ref": "#"]], deepArray),
        (["dependentSchemas": ["a": ["$ref": "#"]]], ["a": 1]),
        (["propertyNames": ["allOf": [["$ref": "#"]]], "allOf": [["$ref": "#"]]], ["a": 1]),
        (["items": ["$ref": "#"]], deepArray),
        (["prefixItems": [["anyOf": [["$ref": "#"]]]]], deepArray),
        (["properties": ["a": ["$ref": "#"]]], deepObject),
        (["additionalProperties": ["anyOf": [["$ref": "#"]]]], deepObject),
        (["patternProperties": ["^a": ["$ref": "#"]]], deepObject),
        (["const": deepObject, "enum": [deepObject]], deepObject),
        (["uniqueItems": true, "minItems": 7], [deepArray, deepArray]),
        (["$ref": "#nowhere", "$defs": ["a": deepObject]], 1),
        (deep("not") { $0 }, 1),
        (deep("anyOf") { [$0] }, 1),
        (deep("properties") { ["a": $0] }, deepObject),
        (deep("dependencies") { ["a": $0] }, deepObject),
        (["pattern": .string(String(repeating: "(?=", count: 40) + "a" + String(repeating: ")", count: 40))], "a"),
        (["pattern": .string(String(repeating: "(?:", count: 500) + "a" + String(repeating: ")", count: 500))], "a"),
    ]

    private static let deepArray = (0..<120).reduce(JSONValue.int(1)) { value, _ in [value] }
    private static let deepObject = (0..<120).reduce(JSONValue.int(1)) { value, _ in ["a": value] }

    private static func deep(_ keyword: String, _ content: (JSONValue) -> JSONValue) -> JSONValue {
        let once = content(true)
        let levels = once.object == nil && once.array == nil ? 126 : 62
        return (0..<levels).reduce(true) { schema, _ in .object([keyword: content(schema)]) }
    }
}
