import Core
import JSON

/// The body of `POST /api/variables/`.
struct VariableCreateBody: Body {
    let variable: Variable

    init(from reader: inout BodyReader) {
        let name = reader.required("name", .variableName)
        let value = reader.required("value", .variableValue)
        variable = Variable(
            id: .none, name: name, value: value, tags: reader.optional("tags", .strings, default: []))
    }
}

/// The body of `PATCH /api/variables/…`.
struct VariableUpdateBody: Body {
    let change: VariableChange
    /// Whether it takes away what no variable is without: its name or its list of tags.
    let isContradiction: Bool

    init(from reader: inout BodyReader) {
        let name = reader.field("name", .variableName)
        let value = reader.present("value", .variableValue)
        let tags = reader.field("tags", .strings)
        change = VariableChange(name: name.value, value: value, tags: tags.value)
        isContradiction = name.isNull || tags.isNull
    }
}

/// The body of `POST /api/variables/filter`.
struct VariableListBody: Body {
    let page: PageBody
    let filter: VariableFilter?
    let sort: VariableSort

    init(from reader: inout BodyReader) {
        page = PageBody(from: &reader)
        filter = reader.optional("variables", .object(VariableFilterBody.self))?.filter
        sort = reader.optional("sort", .choice(.standard), default: .standard)
    }
}

/// The body of `POST /api/variables/count`.
struct VariableCountBody: Body {
    let filter: VariableFilter?
    init(from reader: inout BodyReader) {
        filter = reader.optional("variables", .object(VariableFilterBody.self))?.filter
    }
}

/// The object `variables` of a filter.
struct VariableFilterBody: Body {
    let filter: VariableFilter

    init(from reader: inout BodyReader) {
        var filter = VariableFilter()
        filter.joining = reader.optional("operator", .choice(.and), default: .and)
        filter.id = reader.optional("id", .object(AnyIDBody.self))?.criteria
        filter.name = reader.optional("name", .object(NameBody.self))?.criteria.passingOverNothing
        filter.tags = reader.optional("tags", .object(AllTagsBody.self))?.criteria
        if filter.tags?.all == [] { filter.tags?.all = nil }
        self.filter = filter
    }
}

extension TextCriteria {
    /// Without an empty text to look for and an empty list to leave out, which say nothing to Prefect's server.
    var passingOverNothing: TextCriteria {
        var result = self
        if result.like == "" { result.like = nil }
        if result.notAny == [] { result.notAny = nil }
        return result
    }
}

extension Kind where Value == String {
    /// The name of a variable.
    static var variableName: Kind {
        string.map(
            fallback: "",
            shape: .text.with(["pattern": "^[a-z0-9-_]*$", "maxLength": .int(Int64(Variable.longestName))])
        ) { text, json, location, problems in
            guard Variable.isName(text) else {
                return problems.note(
                    "value_error",
                    "Value error, Variable name must only contain lowercase letters, numbers, and dashes or underscores.",
                    json, at: location, context: ["error": [:]])
            }
            let (length, most) = (text.unicodeScalars.count, Variable.longestName)
            guard length <= most else {
                return problems.note(
                    "too_long", "Value should have at most \(most) items after validation, not \(length)", json,
                    at: location,
                    context: [
                        "field_type": "Value", "max_length": .int(Int64(most)), "actual_length": .int(Int64(length)),
                    ])
            }
            return text
        }
    }
}

extension Kind where Value == JSONValue {
    /// The value of a variable: anything that is not too large.
    static var variableValue: Kind {
        Kind(fallback: .null, shape: .anything) { json, location, problems in
            guard Variable.isSmallEnough(json) else {
                return problems.note(
                    "value_error",
                    "Value error, Variable value must be less than \(Variable.largestValue) characters", json,
                    at: location, context: ["error": [:]])
            }
            return json
        }
    }
}
