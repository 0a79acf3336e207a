import JSON

/// What the API answers when something went wrong, as `Response+Failure.swift` writes it.
enum Refusals {
    static let schemas: [String: JSONObject] = [
        "Refusal": SchemaBook.object(
            ["detail": ["type": "string"]], required: ["detail"], isOpen: false),
        "ExceptionMessage": SchemaBook.object(
            ["exception_message": ["type": "string"]], required: ["exception_message"], isOpen: false),
        "InvalidRequest": SchemaBook.object(
            [
                "exception_message": ["type": "string"],
                "exception_detail": ["type": "array", "items": .object(SchemaBook.reference(to: "ValidationError"))],
                "request_body": [:],
            ], required: ["exception_message", "exception_detail", "request_body"], isOpen: false),
        "ValidationError": SchemaBook.object(
            [
                "type": ["type": "string"],
                "loc": ["type": "array", "items": ["anyOf": [["type": "string"], ["type": "integer"]]]],
                "msg": ["type": "string"], "input": [:], "ctx": ["type": "object", "additionalProperties": true],
            ], required: ["type", "loc", "msg", "input"], isOpen: false),
    ]

    /// The responses of an operation beside those of success.
    static func responses(of operation: Operation) -> JSONObject {
        let plain = either(["Refusal", "ExceptionMessage"])
        var responses = JSONObject()
        if operation.path.contains("{") { responses["404"] = response("Not there", plain) }
        if operation.request != nil || operation.parameters.contains(where: { $0["in"] != "path" }) {
            responses["422"] = response("Not understood", either(["InvalidRequest", "Refusal"]))
        }
        responses["default"] = response("Refused, and why", either(["Refusal", "ExceptionMessage", "InvalidRequest"]))
        return responses
    }

    private static func either(_ names: [String]) -> JSONObject {
        ["anyOf": .array(names.map { .object(SchemaBook.reference(to: $0)) })]
    }

    private static func response(_ description: String, _ schema: JSONObject) -> JSONValue {
        [
            "description": .string(description),
            "content": ["application/json": ["schema": .object(schema)]],
        ]
    }
}
