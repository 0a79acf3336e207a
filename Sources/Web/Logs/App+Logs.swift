import Core
import JSON

extension App {
    /// `POST /api/logs/`
    func createLogs(_ call: Call) throws -> Response {
        let bodies = try call.body(.sequence(of: .object(LogCreateBody.self)))
        let now = call.request.now
        let logs = bodies.map { (id: effects.newID(at: now), log: $0.log) }
        try storage.write { try $0.insertLogs(logs, at: now) }
        return .json(.created) { $0.null() }
    }

    /// `POST /api/logs/filter`
    func filterLogs(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(LogListBody.self)
        let page = try body.page.checked()
        return try storage.read { tx in
            try .list { try tx.writeLogs(body.filter, sort: body.sort, page: page, into: &$0) }
        }
    }
}

extension Routes {
    static let logs: [Route] = [
        Route(
            "POST /api/logs/", App.createLogs, "Store lines of logs",
            takes: .value(.sequence(of: .object(LogCreateBody.self))), gives: .json(.null, .created)),
        Route(
            "POST /api/logs/filter", App.filterLogs, "List lines of logs",
            takes: .parameters(LogListBody.self), gives: .list(Log.wire)),
    ]
}
