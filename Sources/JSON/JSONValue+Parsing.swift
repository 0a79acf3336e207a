import CJansson

extension JSONValue {
    /// Reads one document from UTF-8 text.
    ///
    /// Of members with the same key the last one counts, as in Python's `json`. Throws a ``JSONError`` that says what is
    /// wrong and where; never traps, whatever the bytes are.
    public init(parsing text: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
        let result: Result<JSONValue, JSONError> = text.withUnsafeBufferPointer { buffer in
            do throws(JSONError) { return .success(try JSONValue.parse(buffer, limits)) } catch {
                return .failure(error)
            }
        }
        self = try result.get()
    }

    /// Reads one document from a string.
    public init(parsing text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), limits: limits)
    }

    private static func parse(_ text: UnsafeBufferPointer<UInt8>, _ limits: JSONLimits) throws(JSONError) -> JSONValue {
        guard text.count <= limits.size else {
            throw JSONError(
                kind: .size, position: limits.size, message: "The document is longer than \(limits.size) bytes.")
        }
        if let position = Nesting.position(deeperThan: limits.depth, in: text) {
            throw JSONError(
                kind: .depth, position: position, message: "The document nests deeper than \(limits.depth) levels.")
        }
        var error = json_error_t()
        guard let base = text.baseAddress,
            let root = json_loadb(
                UnsafeRawPointer(base).assumingMemoryBound(to: CChar.self), text.count,
                Int(JSON_DECODE_ANY), &error)
        else {
            throw JSONError(jansson: &error, length: text.count)
        }
        defer { json_decref(root) }
        return JSONValue(tree: root)
    }

    /// Copies a tree of jansson's. Its depth was bounded by the caller.
    private init(tree: UnsafeMutablePointer<json_t>) {
        switch tree.pointee.type {
        case JSON_TRUE: self = .bool(true)
        case JSON_FALSE: self = .bool(false)
        case JSON_INTEGER: self = .int(Int64(json_integer_value(tree)))
        case JSON_REAL: self = .double(json_real_value(tree))
        case JSON_STRING:
            self = .string(String(tree, json_string_value, json_string_length))
        case JSON_ARRAY:
            let count = json_array_size(tree)
            self = .array((0..<count).map { json_array_get(tree, $0).map(JSONValue.init(tree:)) ?? .null })
        case JSON_OBJECT:
            var members: [JSONObject.Member] = []
            members.reserveCapacity(json_object_size(tree))
            var iterator = json_object_iter(tree)
            while let place = iterator {
                if let value = json_object_iter_value(place) {
                    let key = String(cString: json_object_iter_key(place))
                    members.append(.init(key: key, value: JSONValue(tree: value)))
                }
                iterator = json_object_iter_next(tree, place)
            }
            self = .object(JSONObject(members))
        default: self = .null
        }
    }
}

extension String {
    /// Copies text of jansson's by its length, so that nothing in it can cut it short.
    fileprivate init(
        _ tree: UnsafeMutablePointer<json_t>,
        _ bytes: (UnsafePointer<json_t>?) -> UnsafePointer<CChar>?, _ length: (UnsafePointer<json_t>?) -> Int
    ) {
        guard let start = bytes(tree) else {
            self = ""
            return
        }
        let raw = UnsafeRawBufferPointer(start: start, count: length(tree))
        self = String(decoding: raw, as: UTF8.self)
    }
}

extension JSONError {
    /// Puts jansson's error codes into the few kinds that callers tell apart.
    fileprivate init(jansson error: inout json_error_t, length: Int) {
        let position = max(0, min(Int(error.position), length))
        let (kind, message): (Kind, String) =
            switch json_error_code(&error) {
            case json_error_premature_end_of_input: (.incomplete, "The document ends too early.")
            case json_error_invalid_utf8: (.encoding, "The text is not valid UTF-8.")
            case json_error_numeric_overflow: (.numberRange, "A number is out of range.")
            case json_error_null_character, json_error_null_byte_in_key:
                (.nullCharacter, "A string holds the character U+0000.")
            case json_error_invalid_syntax where error.says("invalid Unicode"):
                (.encoding, "A string holds half of a surrogate pair.")
            case json_error_stack_overflow: (.depth, "The document nests too deep.")
            default: (.syntax, "The text is not valid JSON.")
            }
        self.init(kind: kind, position: position, message: message)
    }
}

extension json_error_t {
    /// Whether jansson's own sentence begins so: some kinds share an error code.
    fileprivate mutating func says(_ beginning: String) -> Bool {
        withUnsafeBytes(of: &text) { $0.starts(with: beginning.utf8) }
    }
}
