public import Core
public import JSON
import Logging
public import Store
import Synchronization
public import Web

/// A whole server without network: the real store in memory, with a clock that stands still until it is moved.
public final class TestServer: Sendable {
    public let database: Database
    public let app: App
    public let clock: TestClock

    /// Read once: there are many servers, and reading them takes longer than most tests.
    private static let pages = Result { try Pages(templates: Templates.read(), assetVersion: "test") }
    private static let collections = Result { try CollectionFiles.read() }

    public init(_ settings: AppSettings = AppSettings()) throws {
        let clock = TestClock()
        self.clock = clock
        database = try Database(at: .memory, bounds: settings.bounds)
        app = try App(
            storage: database, effects: clock.effects, zones: .stored, settings: settings,
            pages: TestServer.pages.get(), collections: TestServer.collections.get(),
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    }

    /// Sends a request as a client does and reads the answer.
    @discardableResult
    public func send(
        _ method: Request.Method, _ path: String, _ body: JSONValue? = nil, agent: String? = nil
    ) throws -> Answer {
        try send(method, path, raw: body?.text ?? "", agent: agent)
    }

    /// Sends a request whose body is any text.
    @discardableResult
    public func send(
        _ method: Request.Method, _ path: String, raw body: String, agent: String? = nil,
        headers others: [(String, String)] = []
    ) throws -> Answer {
        var headers = Headers()
        headers["Content-Type"] = "application/json"
        headers["User-Agent"] = agent
        for (name, value) in others { headers[name] = value }
        let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let response = app.respond(
            to: Request(
                method: method, path: String(parts[0]), query: parts.count > 1 ? String(parts[1]) : "",
                headers: headers, body: Array(body.utf8), id: "test", now: clock.now))
        if let problem = AnswerCheck.shared.problem(app, method, String(parts[0]), response) {
            return Answer(status: Answer.otherThanDescribed, headers: Headers(), text: problem, json: .string(problem))
        }
        let whole = try response.wholeBody()
        return Answer(
            status: response.status.rawValue, headers: response.headers, text: String(decoding: whole, as: UTF8.self),
            json: (try? JSONValue(parsing: whole)) ?? .null)
    }
}

/// What came back.
public struct Answer: Sendable {
    public let status: Int
    public let headers: Headers
    public let text: String
    public let json: JSONValue

    /// Stands in for the status of an answer that is not what the OpenAPI document says; its text says why.
    public static let otherThanDescribed = 599

    public subscript(name: String) -> JSONValue? { json[name] }
}

/// A clock and a source of chance that a test holds in its hand.
public final class TestClock: Sendable {
    private let state = Mutex((now: Timestamp("2026-11-21T12:00:00Z") ?? .earliest, seed: UInt64(1)))

    public init() {}

    public var now: Timestamp { state.withLock { $0.now } }

    public func advance(by interval: Interval) { state.withLock { $0.now = $0.now + interval } }

    /// The effects that a server gets: this clock, and numbers of a SplitMix64 sequence.
    public var effects: Effects {
        Effects(now: { self.now }, random: { self.next() })
    }

    private func next() -> UInt64 {
        state.withLock { state in
            state.seed &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state.seed
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
