public import JSON

/// Why the server does not do what it was asked. Web gives each case its status and body in one place.
public enum Failure: Error, Sendable, Equatable {
    /// The request itself is wrong: each problem with its place.
    case invalid([Problem], body: JSONValue?)
    /// What the request names does not exist. The text is Prefect's where clients can see it.
    case notFound(String)
    /// Contradicts what is there already.
    case conflict(String)
    /// Well-formed, but not something that can be done, in words (status 422 with `detail`).
    case unprocessable(String)
    /// Not allowed in this form (status 400 with `detail`).
    case badRequest(String)
    /// Nobody who is known here (status 401 with `exception_message`).
    case unauthorized(String)
    /// Not allowed for this caller (status 403 with `detail`).
    case forbidden(String)
    /// A run that is to change does not exist (status 404 with `exception_message`, as Prefect's orchestration answers).
    case runNotFound(String)
    /// Was there, or might have been, and is no more (status 410 with `detail`).
    case gone(String)
    /// Others have what was asked for (status 423 with `detail`); worth another try after so many seconds, if any.
    case locked(String, retryAfter: Double?)
    /// Cannot be done now; worth another try after so many seconds.
    case busy(String, retryAfter: Double)

    /// What Prefect's server says when a row contradicts another; clients may look for it.
    public static let integrityConflict =
        "Data integrity conflict. This usually means a unique or foreign key constraint was violated. See server logs for details."

    /// One thing that is wrong with a request, in the terms that Prefect's server uses for it.
    public struct Problem: Sendable, Equatable {
        /// Machine-readable kind, such as `missing` or `string_type`.
        public var type: String
        /// The way from the root of the request: member names and array places.
        public var location: [JSONValue]
        public var message: String
        /// What was found there.
        public var input: JSONValue
        /// Bounds and the like; empty when the kind has none.
        public var context: JSONObject

        public init(
            type: String, location: [JSONValue], message: String, input: JSONValue, context: JSONObject = JSONObject()
        ) {
            self.type = type
            self.location = location
            self.message = message
            self.input = input
            self.context = context
        }
    }
}

extension Failure {
    /// What a person reads of it.
    public var text: String {
        switch self {
        case .unprocessable(let text), .notFound(let text), .conflict(let text), .badRequest(let text),
            .forbidden(let text), .unauthorized(let text), .runNotFound(let text), .gone(let text),
            .locked(let text, _), .busy(let text, _):
            text
        case .invalid(let problems, _): problems.map(\.message).joined(separator: " ")
        }
    }
}
