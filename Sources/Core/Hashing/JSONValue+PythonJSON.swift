import JSON

extension JSONValue {
    /// The value as Python's `json.dumps(value, sort_keys=True)` writes it: ASCII only, keys by their code points, a space
    /// after commas and colons. Hashes that clients compute too are made of this text.
    var pythonJSON: [UInt8] {
        var text: [UInt8] = []
        append(to: &text)
        return text
    }

    private func append(to text: inout [UInt8]) {
        switch self {
        case .null: text += "null".utf8
        case .bool(let value): text += (value ? "true" : "false").utf8
        case .int(let value): text += String(value).utf8
        case .double(let value): text += PythonText.number(value).utf8
        case .string(let value): PythonJSON.append(quoted: value, to: &text)
        case .array(let items):
            text.append(UInt8(ascii: "["))
            for (place, item) in items.enumerated() {
                if place > 0 { text += ", ".utf8 }
                item.append(to: &text)
            }
            text.append(UInt8(ascii: "]"))
        case .object(let object):
            text.append(UInt8(ascii: "{"))
            // UTF-8 keeps the order of code points.
            let members = object.members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            for (place, member) in members.enumerated() {
                if place > 0 { text += ", ".utf8 }
                PythonJSON.append(quoted: member.key, to: &text)
                text += ": ".utf8
                member.value.append(to: &text)
            }
            text.append(UInt8(ascii: "}"))
        }
    }
}

/// The pieces of Python's JSON.
private enum PythonJSON {
    static func append(quoted string: String, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        for unit in string.utf16 {
            switch unit {
            case 0x22: text += "\\\"".utf8
            case 0x5C: text += "\\\\".utf8
            case 0x0A: text += "\\n".utf8
            case 0x0D: text += "\\r".utf8
            case 0x09: text += "\\t".utf8
            case 0x08: text += "\\b".utf8
            case 0x0C: text += "\\f".utf8
            case 0x20...0x7E: text.append(UInt8(unit))
            default:
                let digits = String(unit, radix: 16)
                text += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
            }
        }
        text.append(UInt8(ascii: "\""))
    }
}
