public import JSON

/// What workers of a pool make their jobs of: a configuration with placeholders, and the variables that fill them.
public enum BaseJobTemplate {
    /// Why this is no template, in the words that the real server has for it; nil when it is one. An empty one is.
    public static func problem(of template: JSONObject) -> String? {
        guard !template.isEmpty else { return nil }
        guard let configuration = template["job_configuration"]?.object, !configuration.isEmpty,
            let variables = template["variables"]?.object, !variables.isEmpty
        else {
            return "The `base_job_template` must contain both a `job_configuration` key and a `variables` key."
        }
        let declared = Set(variables["properties"]?.object?.keys ?? [])
        let used = configuration.members.flatMap { placeholders(in: $0.value.text) }
        var undeclared: [String] = []
        for name in used where !declared.contains(name) && !undeclared.contains(name) { undeclared.append(name) }
        guard !undeclared.isEmpty else { return nil }
        return """
            The variables specified in the job configuration template must be present as properties in the variables schema. \
            Your job configuration uses the following undeclared variable(s): \(undeclared.joined(separator: " ,")).
            """
    }

    /// The names in `{{ name }}`, as far as they are made of letters, digits and `_ . - [ ] $`. Other braces are text.
    static func placeholders(in text: String) -> [String] {
        var names: [String] = []
        var rest = text.unicodeScalars[...]
        while let start = rest.firstIndex(of: "{") {
            rest = rest[rest.index(after: start)...]
            guard rest.first == "{" else { continue }
            let inner = rest.dropFirst().drop { $0 == " " }
            let name = inner.prefix(while: isOfName)
            let end = inner[name.endIndex...].drop { $0 == " " }.prefix(2)
            guard !name.isEmpty, end.elementsEqual("}}".unicodeScalars) else { continue }
            names.append(String(name))
            rest = inner[end.endIndex...]
        }
        return names
    }

    private static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", ".", "-", "[", "]", "$": true
        default: false
        }
    }
}
