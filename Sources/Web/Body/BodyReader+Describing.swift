import Core
import JSON

/// What a body says of one of its members.
struct MemberShape: Sendable {
    let name: String
    let shape: Shape
    var isRequired = false
    var isNullable = false
    /// Taken from old clients, and means nothing.
    var isIdle = false
    /// What stands when the member is left out, if JSON can say it.
    var standard: JSONValue?
}

extension BodyReader {
    /// A reader that has nothing to read: it notes what a body's initializer asks for.
    static func describing(_ read: (inout BodyReader) -> Void) -> [MemberShape] {
        var reader = BodyReader(JSONObject(), at: [], mode: .describing)
        read(&reader)
        return reader.described
    }
}

extension JSONValue {
    /// A default as JSON; nil for what has no plain form.
    init?(standard value: Any) {
        switch value {
        case let value as Bool: self = .bool(value)
        case let value as Int64: self = .int(value)
        case let value as Double: self = .double(value)
        case let value as String: self = .string(value)
        case let value as Interval: self = .double(value.seconds)
        case let value as JSONObject: self = .object(value)
        case let value as [String]: self = .array(value.map(JSONValue.string))
        case let value as any RawRepresentable:
            guard let text = value.rawValue as? String else { return nil }
            self = .string(text)
        default: return nil
        }
    }
}
