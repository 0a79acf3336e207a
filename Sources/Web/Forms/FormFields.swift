/// The pairs of a form or of the query of an address (`application/x-www-form-urlencoded`, WHATWG URL standard, section 5.1).
struct FormFields: Sendable, Equatable {
    private(set) var pairs: [(name: String, value: String)] = []

    /// More pairs than any form of ours has.
    static let pairLimit = 100

    /// Nil when there are too many pairs or an escape is broken.
    init?(parsing text: String) {
        for pair in text.split(separator: "&", omittingEmptySubsequences: true) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pairs.count < FormFields.pairLimit,
                let name = PercentCoding.decode(parts[0], plusIsSpace: true),
                let value = PercentCoding.decode(parts.count > 1 ? parts[1] : "", plusIsSpace: true)
            else { return nil }
            pairs.append((name, value))
        }
    }

    init(_ pairs: [(name: String, value: String)] = []) { self.pairs = pairs }

    /// The first value of a name, without the white space around it; nil when it is absent or empty.
    subscript(name: String) -> String? {
        guard let value = pairs.first(where: { $0.name == name })?.value.trimmed, !value.isEmpty else { return nil }
        return value
    }

    /// The first value of a name as it was sent.
    func verbatim(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// All values of a name that are not empty.
    func all(_ name: String) -> [String] { pairs.filter { $0.name == name && !$0.value.isEmpty }.map(\.value) }

    /// These pairs with those of some names left out and others added: the same view of a page with one thing changed.
    func replacing(_ names: [String], with added: [(name: String, value: String)] = []) -> FormFields {
        FormFields(pairs.filter { !names.contains($0.name) && !$0.value.isEmpty } + added)
    }

    /// As it stands after the `?`.
    var encoded: String {
        pairs.map { PercentCoding.encode($0.name) + "=" + PercentCoding.encode($0.value) }.joined(separator: "&")
    }

    static func == (left: FormFields, right: FormFields) -> Bool { left.encoded == right.encoded }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}

extension Call {
    /// The query of the address. One that cannot be read counts as empty: a page is shown, not refused.
    var pageQuery: FormFields { FormFields(parsing: request.query) ?? FormFields() }
}
