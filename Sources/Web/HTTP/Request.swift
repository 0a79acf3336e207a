public import Core

/// One request, complete. It knows nothing of sockets.
public struct Request: Sendable {
    public var method: Method
    /// The path without the base path, percent-decoding not yet done, such as `/api/flows/filter`.
    public var path: String
    /// What follows the `?`, as it was sent.
    public var query: String
    public var headers: Headers
    public var body: [UInt8]
    /// Names this request in the log and in answers to errors.
    public var id: String
    /// When it arrived. The clock is not read again for this request.
    public var now: Timestamp

    public init(
        method: Method, path: String, query: String = "", headers: Headers = Headers(), body: [UInt8] = [],
        id: String = "", now: Timestamp
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.id = id
        self.now = now
    }

    public enum Method: String, Sendable, CaseIterable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
        case options = "OPTIONS"
        /// Any that no address of this server has.
        case other = ""

        /// The method of that name; methods are told apart by their letters' case.
        public init(named name: String) { self = Method(rawValue: name) ?? .other }
    }
}
