import JSON
import Web

extension Response {
    /// Status and header fields as CGI writes them (RFC 3875, section 6), with the length of the body.
    var headerBlock: [UInt8] {
        var text = "Status: \(status.rawValue) \(status.reason)\r\n"
        for field in headers.fields where field.name.lowercased() != "content-length" {
            text += "\(Self.oneLine(field.name)): \(Self.oneLine(field.value))\r\n"
        }
        if status.allowsBody, rest == nil { text += "Content-Length: \(body.count)\r\n" }
        text += "\r\n"
        return Array(text.utf8)
    }

    /// An answer made before any route was looked for.
    static func plain(_ status: Status, detail: String) -> Response {
        var writer = JSONWriter(capacity: 128)
        writer.object { $0.member("detail", .string(detail)) }
        var headers = Headers()
        headers["content-type"] = "application/json"
        return Response(status, headers: headers, body: writer.bytes)
    }

    /// A line end inside a value would begin a header field of somebody's choice.
    private static func oneLine(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 13 || $0 == 10 || $0 == 0 }) else { return text }
        return String(decoding: text.utf8.map { $0 == 13 || $0 == 10 || $0 == 0 ? 32 : $0 }, as: UTF8.self)
    }
}

extension Response.Status {
    /// Whether an answer of this status has a body, and so a length (RFC 9110, section 6.4.1).
    var allowsBody: Bool { rawValue >= 200 && rawValue != 204 && rawValue != 304 }

    /// The phrase beside the number (RFC 9110, section 15; RFC 4918, section 11; RFC 6585).
    var reason: String { Self.reasons[rawValue] ?? "Status" }

    private static let reasons: [Int: String] = [
        200: "OK", 201: "Created", 202: "Accepted", 204: "No Content",
        301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified", 307: "Temporary Redirect",
        308: "Permanent Redirect",
        400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
        406: "Not Acceptable", 408: "Request Timeout", 409: "Conflict", 410: "Gone", 412: "Precondition Failed",
        413: "Content Too Large", 415: "Unsupported Media Type", 422: "Unprocessable Content", 423: "Locked",
        429: "Too Many Requests",
        500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable",
        504: "Gateway Timeout",
    ]
}
