import Core
import JSON

/// The body of `POST …/set_state`: two parameters.
struct SetStateBody: Body {
    let state: StateBody
    let force: Bool

    init(from reader: inout BodyReader) {
        state = reader.parameter("state", .object(StateBody.self))
        force = reader.optional("force", .boolean) ?? false
    }
}

extension BodyReader {
    /// A required one of several parameters in one body: null is as good as nothing, and nothing was found in its place.
    mutating func parameter<Value>(_ name: String, _ kind: Kind<Value>) -> Value {
        if let value = optional(name, kind) { return value }
        if !has(name) || isNull(name) { missingParameter(name) }
        return kind.fallback()
    }
}
