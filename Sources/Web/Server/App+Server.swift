import Core
import JSON

/// What the server says of itself, and what clients merely touch on their way.
extension App {
    /// The version of Prefect whose API this is. Clients refuse a server of another major version.
    static let prefectVersion = "3.8.8"

    /// The version of the API that Prefect's clients name in `X-PREFECT-API-VERSION`.
    static let apiVersion = APIVersion(major: 0, minor: 8, patch: 4)

    /// `GET /api/health`
    func health(_ call: Call) throws -> Response { .json { $0.value(true) } }

    /// `GET /api/ready`: ready when the database answers.
    func ready(_ call: Call) throws -> Response {
        _ = try storage.read { try $0.countFlows(RunQuery(flows: FlowFilter(id: IDCriteria(any: [])))) }
        return .json { $0.object { $0.member("message", "OK") } }
    }

    /// `GET /api/version`
    func version(_ call: Call) throws -> Response { .json { $0.value(App.apiVersion.description) } }

    /// `GET /api/hello`
    func hello(_ call: Call) throws -> Response { .json { $0.value("👋") } }

    /// `GET /api/admin/version`
    func adminVersion(_ call: Call) throws -> Response { .json { $0.value(App.prefectVersion) } }

    /// `DELETE /api/automations/owned-by/{resource}`: there are no automations, so none is left afterwards.
    func deleteOwnedAutomations(_ call: Call) throws -> Response { .json(.accepted) { $0.null() } }

    /// `GET /api/automations/related-to/{resource}`: there are no automations.
    func relatedAutomations(_ call: Call) throws -> Response { .json { $0.array { _ in } } }

    /// `POST /api/admin/database/clear`, and `drop`, which cannot mean more here: the tables are the server's own.
    func clearDatabase(_ call: Call) throws -> Response {
        try confirm(call)
        try storage.write { try $0.clear() }
        return .noContent
    }

    /// `POST /api/admin/database/create`: the tables are always there.
    func createDatabase(_ call: Call) throws -> Response {
        try confirm(call)
        return .noContent
    }

    /// Refuses to change the database as a whole where the settings do not allow it or the request does not confirm it.
    private func confirm(_ call: Call) throws {
        guard settings.allowsDatabaseClear else { throw Failure.notFound("Not Found") }
        guard try call.embeddedBody(ConfirmBody.self).confirm else {
            throw Failure.badRequest("Pass {\"confirm\": true} to confirm you want to modify the database.")
        }
    }
}

/// The body of operations that must not happen by mistake.
struct ConfirmBody: Body {
    let confirm: Bool

    init(from reader: inout BodyReader) { confirm = reader.optional("confirm", .boolean, default: false) }
}

extension Routes {
    static let server: [Route] = [
        Route("GET /api/health", App.health),
        Route("GET /api/ready", App.ready),
        Route("GET /api/version", App.version),
        Route("GET /api/hello", App.hello),
        Route("GET /api/csrf-token", App.csrfToken),
        Route("GET /api/admin/version", App.adminVersion),
        Route("GET /api/admin/settings", App.adminSettings),
        Route("GET /api/admin/services", App.adminServices),
        Route("POST /api/admin/database/clear", App.clearDatabase),
        Route("POST /api/admin/database/drop", App.clearDatabase),
        Route("POST /api/admin/database/create", App.createDatabase),
        Route("GET /api/collections/views/{view}", App.collectionView),
        Route("GET /prefect-ui/ui-settings", App.prefectUISettings),
        Route("GET /prefect-ui/v2/ui-settings", App.prefectUISettings),
        Route("DELETE /api/automations/owned-by/{resource*}", App.deleteOwnedAutomations),
        Route("GET /api/automations/related-to/{resource*}", App.relatedAutomations),
    ]
}
