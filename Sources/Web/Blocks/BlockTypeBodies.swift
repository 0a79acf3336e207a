import Core
import JSON

/// The body of `POST /api/block_types/`.
struct BlockTypeCreateBody: Body {
    let type: BlockTypeFacts

    init(from reader: inout BodyReader) {
        var type = BlockTypeFacts(
            id: .none, name: reader.required("name", .name), slug: reader.required("slug", .slug("Block type slug")))
        type.presentation.logoURL = reader.optional("logo_url", .string)
        type.presentation.documentationURL = reader.optional("documentation_url", .string)
        type.presentation.description = reader.optional("description", .string)
        type.presentation.codeExample = reader.optional("code_example", .string)
        type.presentation = type.presentation.escaped
        self.type = type
    }
}

/// The body of `PATCH /api/block_types/{id}`.
struct BlockTypeUpdateBody: Body {
    let change: BlockTypeChange

    init(from reader: inout BodyReader) {
        var change = BlockTypeChange()
        change.logoURL = reader.field("logo_url", .string).nested
        change.documentationURL = reader.field("documentation_url", .string).nested
        change.description = reader.field("description", .string).nested
        change.codeExample = reader.field("code_example", .string).nested
        self.change = change
    }
}

extension Kind where Value == String {
    /// Small letters, digits and hyphens. As in the real server, a line end may follow.
    static func slug(_ what: String, of kind: Kind = .string) -> Kind {
        kind.map(fallback: "", shape: .text.with(["pattern": "^[a-z0-9-]*$"])) { text, json, location, problems in
            let checked = text.unicodeScalars.last == "\n" ? text.unicodeScalars.dropLast() : text.unicodeScalars[...]
            guard checked.allSatisfy({ "abcdefghijklmnopqrstuvwxyz0123456789-".unicodeScalars.contains($0) }) else {
                return problems.note(
                    "value_error",
                    "Value error, \(what) must only contain lowercase letters, numbers, and dashes.", json,
                    at: location, context: ["error": [:]])
            }
            return text
        }
    }
}
