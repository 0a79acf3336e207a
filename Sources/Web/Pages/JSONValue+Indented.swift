import JSON

extension JSONValue {
    /// The text of this value for people: two spaces a level, one member a line.
    var indented: String { indented(by: "") }

    private func indented(by margin: String) -> String {
        let inner = margin + "  "
        switch self {
        case .array(let values) where !values.isEmpty:
            let lines = values.map { inner + $0.indented(by: inner) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(margin)]"
        case .object(let object) where !object.isEmpty:
            let lines = object.members.map {
                "\(inner)\(JSONValue.string($0.key).text): \($0.value.indented(by: inner))"
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(margin)}"
        default: return text
        }
    }
}
