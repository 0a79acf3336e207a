import Core
import JSON

extension Response {
    /// The one place where a failure gets its status and one of the three shapes of Prefect's error bodies.
    init(_ failure: Failure) {
        switch failure {
        case .notFound(let text): self = .detail(text, .notFound)
        case .conflict(let text): self = .detail(text, .conflict)
        case .unprocessable(let text): self = .detail(text, .unprocessable)
        case .badRequest(let text): self = .detail(text, .badRequest)
        case .forbidden(let text): self = .detail(text, .forbidden)
        case .unauthorized(let text): self = .exceptionMessage(text, .unauthorized)
        case .gone(let text): self = .detail(text, .gone)
        case .runNotFound(let text): self = .exceptionMessage(text, .notFound)
        case .locked(let text, let seconds):
            self = .detail(text, .locked)
            if let seconds { headers["Retry-After"] = "\(seconds)" }
        case .busy(_, let seconds):
            self = .exceptionMessage("Service Unavailable", .unavailable)
            headers["Retry-After"] = "\(seconds)"
        case .invalid(let problems, let body): self = .invalid(problems, body: body)
        }
    }

    /// `{"detail": …}`.
    static func detail(_ text: String, _ status: Status) -> Response {
        .json(status) { $0.object { $0.member("detail", .string(text)) } }
    }

    /// `{"exception_message": …}`.
    static func exceptionMessage(_ text: String, _ status: Status) -> Response {
        .json(status) { $0.object { $0.member("exception_message", .string(text)) } }
    }

    /// The 422 that names each problem, its place and the body it was found in.
    private static func invalid(_ problems: [Failure.Problem], body: JSONValue?) -> Response {
        .json(.unprocessable) { writer in
            writer.object {
                $0.member("exception_message", "Invalid request received.")
                $0.key("exception_detail")
                $0.array { list in for problem in problems { list.value(problem.json) } }
                $0.member("request_body", body ?? .null)
            }
        }
    }
}

extension Failure.Problem {
    fileprivate var json: JSONValue {
        var members = JSONObject()
        members["type"] = .string(type)
        members["loc"] = .array(location)
        members["msg"] = .string(message)
        members["input"] = input
        if !context.isEmpty { members["ctx"] = .object(context) }
        return .object(members)
    }
}
