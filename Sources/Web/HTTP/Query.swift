import Core
import JSON

/// The parameters after the `?` of an address (WHATWG URL, `application/x-www-form-urlencoded` parsing).
struct Query: Sendable {
    private let pairs: [(name: String, value: String)]

    init(_ text: String) {
        pairs = text.split(separator: "&").compactMap { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentCoding.decode(parts[0], plusIsSpace: true) else { return nil }
            let value = parts.count > 1 ? PercentCoding.decode(parts[1], plusIsSpace: true) : ""
            return value.map { (name, $0) }
        }
    }

    /// The first value of a name.
    subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// Every value of a name.
    func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }
}

extension Call {
    var query: Query { Query(request.query) }

    /// A body that is any object of labels.
    func labels() throws -> JSONObject {
        guard let json = try parsedBody(), json != .null else {
            throw Failure.invalid(
                [.init(type: "missing", location: ["body"], message: "Field required", input: .null)], body: .null)
        }
        var problems: [Failure.Problem] = []
        guard let labels = Kind.labels.read(json, ["body"], &problems) else {
            throw Failure.invalid(problems, body: json)
        }
        return labels
    }
}
