/// One answer. It knows nothing of sockets.
public struct Response: Sendable {
    public var status: Status
    public var headers: Headers
    public var body: [UInt8]
    /// What follows the body, for the few answers that are too long to be put together first.
    public var rest: (any BodyPieces)?

    public init(_ status: Status, headers: Headers = Headers(), body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The body with all that follows, for a look at it.
    public func wholeBody() throws -> [UInt8] {
        var (whole, rest) = (body, rest)
        while let piece = try rest?.next() { whole += piece }
        return whole
    }

    /// A status code of RFC 9110 (423 of RFC 4918).
    public struct Status: RawRepresentable, Sendable, Hashable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }

        public static let ok = Status(rawValue: 200)
        public static let created = Status(rawValue: 201)
        public static let accepted = Status(rawValue: 202)
        public static let noContent = Status(rawValue: 204)
        public static let seeOther = Status(rawValue: 303)
        public static let notModified = Status(rawValue: 304)
        public static let temporaryRedirect = Status(rawValue: 307)
        public static let badRequest = Status(rawValue: 400)
        public static let unauthorized = Status(rawValue: 401)
        public static let forbidden = Status(rawValue: 403)
        public static let notFound = Status(rawValue: 404)
        public static let methodNotAllowed = Status(rawValue: 405)
        public static let conflict = Status(rawValue: 409)
        public static let gone = Status(rawValue: 410)
        public static let contentTooLarge = Status(rawValue: 413)
        public static let unprocessable = Status(rawValue: 422)
        public static let locked = Status(rawValue: 423)
        public static let internalError = Status(rawValue: 500)
        public static let unavailable = Status(rawValue: 503)
    }
}
