/// The parameters after the `?` of an address (WHATWG URL, `application/x-www-form-urlencoded` parsing).
struct Query: Sendable {
    private let pairs: [(name: String, value: String)]

    init(_ text: String) {
        pairs = text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (PercentCoding.decodeField(parts[0]), parts.count > 1 ? PercentCoding.decodeField(parts[1]) : "")
        }
    }

    /// The first value of a name.
    subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// Every value of a name.
    func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }
}

extension Call {
    var query: Query { Query(request.query) }
}
