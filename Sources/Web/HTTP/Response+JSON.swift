import JSON

extension Response {
    /// An answer of JSON that was written already.
    static func json(_ status: Status = .ok, _ writer: JSONWriter) -> Response {
        var headers = Headers()
        headers["Content-Type"] = "application/json"
        return Response(status, headers: headers, body: writer.bytes)
    }

    /// An answer of JSON.
    static func json(_ status: Status = .ok, _ body: (inout JSONWriter) -> Void) -> Response {
        var writer = JSONWriter()
        body(&writer)
        return json(status, writer)
    }

    /// 204: done, with nothing to say.
    static let noContent = Response(.noContent)
}
