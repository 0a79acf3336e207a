import Web

/// The parameters of a FastCGI request (RFC 3875, section 4.1), copied out of libfcgi's memory.
struct Parameters {
    private(set) var method = ""
    private(set) var uri = ""
    private(set) var id = ""
    /// Nil when there was none, `.some(nil)` when it was no number.
    private(set) var contentLength: Int??
    private(set) var headers = Headers()

    /// Reads the `NAME=value` strings of a list that a null pointer ends.
    init(_ list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) {
        guard var next = list else { return }
        while let text = next.pointee {
            let entry = String(cString: text)
            if let equals = entry.utf8.firstIndex(of: UInt8(ascii: "=")) {
                take(entry[..<equals], String(entry[entry.index(after: equals)...]))
            }
            next += 1
        }
    }

    /// Reads pairs, as tests write them.
    init(_ pairs: KeyValuePairs<String, String>) {
        for (name, value) in pairs { take(name[...], value) }
    }

    private mutating func take(_ name: Substring, _ value: String) {
        switch name {
        case "REQUEST_METHOD": method = value
        case "REQUEST_URI": uri = value
        case "REQUEST_ID": id = value
        case "CONTENT_LENGTH":
            // nginx sends the parameter with an empty value where the request had no body.
            guard !value.isEmpty else { return }
            contentLength = .some(Int(value).flatMap { $0 >= 0 ? $0 : nil })
            headers.add("content-length", value)
        case "CONTENT_TYPE":
            if !value.isEmpty { headers.add("content-type", value) }
        default:
            guard name.hasPrefix("HTTP_") else { return }
            headers.add(Self.fieldName(name.dropFirst(5)), value)
        }
    }

    /// `ACCEPT_ENCODING` is `accept-encoding`.
    private static func fieldName(_ variable: Substring) -> String {
        String(decoding: variable.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 | 0x20 }, as: UTF8.self)
    }

    /// The request that they describe, or the answer to one that cannot be handed on.
    func request(body: [UInt8], basePath: String, context: RequestContext) -> FastCGIConnection.Arrival {
        let isHead = method == "HEAD"
        guard uri.utf8.first == UInt8(ascii: "/") else {
            return .refused(.plain(.badRequest, detail: "The request has no path"), isHead: isHead, isWhole: true)
        }
        let parts = uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = Self.path(parts[0], below: basePath) else {
            return .refused(.plain(.notFound, detail: "Not Found"), isHead: isHead, isWhole: true)
        }
        return .request(
            Request(
                method: Request.Method(named: method), path: path, query: parts.count > 1 ? String(parts[1]) : "",
                headers: headers,
                body: body,
                id: id.isEmpty ? context.id : id, now: context.now))
    }

    /// The path inside the site; nil when it is not the site's.
    private static func path(_ whole: Substring, below base: String) -> String? {
        guard !base.isEmpty else { return String(whole) }
        guard whole.hasPrefix(base) else { return nil }
        let rest = whole.dropFirst(base.count)
        if rest.isEmpty { return "/" }
        return rest.utf8.first == UInt8(ascii: "/") ? String(rest) : nil
    }
}
