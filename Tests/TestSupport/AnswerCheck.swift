import Core
import JSON
import Synchronization
import Web

/// Holds answers of the API against what the server says of them in its OpenAPI document.
final class AnswerCheck: Sendable {
    /// One check for all servers: their documents are the same.
    static let shared = AnswerCheck()

    /// An operation, by its method and the pieces of its path.
    private struct Operation {
        let method: String
        let pieces: [Substring]
        let responses: JSONValue?
    }

    /// So many answers of an operation with one status are looked at: what is wrong with the later ones mostly is wrong with
    /// the first, and some tests ask thousands of times.
    private static let most = 200

    private struct State {
        var operations: [Operation] = []
        /// The answers looked at so far, by operation and status.
        var seen: [String: Int] = [:]
        var components: JSONValue = .null
    }

    private let state = Mutex(State())

    /// Why an answer of success is not as described; nil when it is, and for what is no success.
    func problem(_ app: App, _ method: Request.Method, _ path: String, _ response: Response) -> String? {
        guard path.hasPrefix("/api/"), (200..<300).contains(response.status.rawValue), method != .head,
            method != .options
        else { return nil }
        let (found, components) = state.withLock { state -> (JSONValue?, JSONValue) in
            if state.operations.isEmpty { AnswerCheck.read(app, into: &state) }
            let pieces = path.dropFirst("/api".count).split(separator: "/", omittingEmptySubsequences: false)
            let operation = state.operations.first {
                $0.method == method.rawValue && AnswerCheck.fits(pieces, $0.pieces)
            }
            guard let operation else { return (nil, state.components) }
            let answers = "\(operation.method) \(operation.pieces) \(response.status.rawValue)"
            state.seen[answers, default: 0] += 1
            return (state.seen[answers, default: 0] > AnswerCheck.most ? .null : operation.responses, state.components)
        }
        guard found != .null else { return nil }
        guard let found else { return "\(method.rawValue) \(path) is not described" }
        guard let answer = found["\(response.status.rawValue)"] else {
            return "\(response.status.rawValue) is not described"
        }
        let type = (response.headers["Content-Type"] ?? "").prefix { $0 != ";" }
        guard let content = answer["content"] else { return response.body.isEmpty ? nil : "a body is not described" }
        guard let media = content[String(type)] else { return "\(type) is not described" }
        guard type == "application/json", let schema = media["schema"]?.object else { return nil }
        guard let json = try? JSONValue(parsing: response.body, limits: JSONLimits(size: .max, depth: 256)) else {
            return "the answer is no JSON"
        }
        let root = schema.merging(["components": components])
        do { return try JSONSchema(.object(root)).mismatch(of: json).map { "\($0.place): \($0.message)" } } catch {
            return "\(error)"
        }
    }

    private static func read(_ app: App, into state: inout State) {
        let response = app.respond(to: Request(method: .get, path: "/api/openapi.json", now: .earliest))
        guard let document = try? JSONValue(parsing: response.body), let paths = document["paths"]?.object else {
            return
        }
        state.components = document["components"] ?? .null
        let operations = paths.members.flatMap { path in
            (path.value.object?.members ?? []).map { method in
                Operation(
                    method: method.key.uppercased(),
                    pieces: path.key.split(separator: "/", omittingEmptySubsequences: false),
                    responses: method.value["responses"])
            }
        }
        // Fixed pieces count before placeholders.
        state.operations = operations.sorted { left, right in
            left.pieces.map { $0.hasPrefix("{") ? "1" : "0" }.joined()
                < right.pieces.map { $0.hasPrefix("{") ? "1" : "0" }.joined()
        }
    }

    private static func fits(_ pieces: [Substring], _ pattern: [Substring]) -> Bool {
        guard pattern.last?.contains("resource") != true || pattern.count > pieces.count else {
            return zip(pieces, pattern.dropLast()).allSatisfy { $0 == $1 }
        }
        return pieces.count == pattern.count
            && zip(pieces, pattern).allSatisfy { $0 == $1 || ($1.hasPrefix("{") && !$0.isEmpty) }
    }
}
