import Core
import JSON

/// What a person filled in to make or change a variable.
struct VariableForm {
    var name: String
    /// JSON; what is none is taken as a text.
    var value: String
    /// Names between commas.
    var tags: String
    var problem: String?

    init() { (name, value, tags) = ("", "", "") }

    init(_ variable: Variable) {
        name = variable.name
        value = VariableForm.typed(variable.value)
        tags = variable.tags.joined(separator: ", ")
    }

    init(_ fields: FormFields) {
        name = fields["name"] ?? ""
        // Browsers end lines as mail does.
        value = (fields.verbatim("value") ?? "").replacing("\r\n", with: "\n")
        tags = fields["tags"] ?? ""
    }

    /// The variable, or a ``Failure/unprocessable(_:)`` that says what is wrong with the input.
    func variable(_ id: ID) throws(Failure) -> Variable {
        guard !name.isEmpty else { throw .unprocessable("A variable needs a name.") }
        guard Variable.isName(name), name.unicodeScalars.count <= Variable.longestName else {
            throw .unprocessable(
                "The name may hold small letters, digits, hyphens and underscores, \(Variable.longestName) at most.")
        }
        let value = read()
        guard Variable.isSmallEnough(value) else {
            throw .unprocessable("The value is larger than \(Variable.largestValue) bytes.")
        }
        let names = tags.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
        return Variable(id: id, name: name, value: value, tags: names)
    }

    private func read() -> JSONValue {
        do { return try JSONValue(parsing: value) } catch { return .string(value) }
    }

    /// A text stands without quotes where it cannot be mistaken for another value.
    private static func typed(_ value: JSONValue) -> String {
        guard let text = value.string else { return value.indented }
        let isPlain = !text.isEmpty && (try? JSONValue(parsing: text)) == nil && !text.contains("\r")
        return isPlain ? text : value.text
    }

    var fields: PageFields {
        let lines = value.utf8.count { $0 == UInt8(ascii: "\n") } + 1
        return [
            "variable_name": .text(name), "value_text": .text(value), "tags_text": .text(tags),
            "problem": .text(problem), "rows": .text(String(min(max(lines + 1, 4), 25))),
        ]
    }
}
