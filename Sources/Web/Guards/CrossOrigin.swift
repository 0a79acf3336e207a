/// Which pages of other sites may read the API's answers in a browser (CORS, as the Fetch standard has it).
///
/// The defaults let every page read what needs no password or cookie, as Prefect's server does.
public struct CrossOrigin: Sendable {
    /// Origins such as `https://example.org`; nil for all.
    let origins: Set<String>?
    /// Methods that may be asked for; nil for all.
    let methods: Set<String>?
    /// Header fields, in small letters, that may be sent; nil for all.
    let headers: Set<String>?

    /// Reads three lists with commas, each of which may be `*`.
    public init(origins: String = "*", methods: String = "*", headers: String = "*") {
        self.origins = CrossOrigin.list(origins)
        self.methods = CrossOrigin.list(methods)
        self.headers = CrossOrigin.list(headers.lowercased()).map { $0.union(CrossOrigin.harmless) }
    }

    /// The answer to a browser that asks beforehand; nil for any other request.
    func preflight(_ request: Request) -> Response? {
        guard request.method == .options, let origin = request.headers["Origin"],
            let method = request.headers["Access-Control-Request-Method"]
        else { return nil }
        let wanted = request.headers["Access-Control-Request-Headers"] ?? ""
        var refused: [String] = []
        if !allows(origin) { refused.append("origin") }
        if methods?.contains(method) == false { refused.append("method") }
        if let headers, !(CrossOrigin.list(wanted.lowercased()) ?? []).isSubset(of: headers) {
            refused.append("headers")
        }

        var answer = Response(refused.isEmpty ? .ok : .badRequest)
        answer.headers["Content-Type"] = "text/plain; charset=utf-8"
        answer.body = Array((refused.isEmpty ? "OK" : "Disallowed CORS \(refused.joined(separator: ", "))").utf8)
        mark(&answer, for: request)
        answer.headers["Access-Control-Allow-Methods"] =
            (methods?.sorted() ?? ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]).joined(separator: ", ")
        answer.headers["Access-Control-Max-Age"] = "600"
        let allowed = headers?.sorted().joined(separator: ", ") ?? wanted
        if !allowed.isEmpty { answer.headers["Access-Control-Allow-Headers"] = allowed }
        return answer
    }

    /// Says in an answer who may read it.
    func mark(_ answer: inout Response, for request: Request) {
        guard let origin = request.headers["Origin"] else { return }
        if origins == nil {
            answer.headers["Access-Control-Allow-Origin"] = "*"
        } else {
            // The same answer for another origin is another answer: caches must know.
            answer.headers.add("Vary", "Origin")
            if allows(origin) { answer.headers["Access-Control-Allow-Origin"] = origin }
        }
    }

    private func allows(_ origin: String) -> Bool { origins?.contains(origin) ?? true }

    /// What may always be sent (Fetch, "CORS-safelisted request-header").
    private static let harmless: Set<String> = ["accept", "accept-language", "content-language", "content-type"]

    /// The elements of a list with commas; nil when one of them is `*`.
    private static func list(_ text: String) -> Set<String>? {
        let elements = text.split(separator: ",").map { String($0).trimmed }
        return elements.contains("*") ? nil : Set(elements)
    }
}
