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
        Route("GET /api/health", App.health, "Say that the server is up", gives: .json(.boolean)),
        Route(
            "GET /api/ready", App.ready, "Say that the database answers",
            gives: .one(WireObject("Readiness", [.init("message", .text)]))),
        Route("GET /api/version", App.version, "Read the version of the API", gives: .json(.text)),
        Route("GET /api/hello", App.hello, "Be greeted", gives: .json(.text)),
        Route(
            "GET /api/csrf-token", App.csrfToken, "Get a token for changes, where the server asks for them",
            asks: [.of(.client)],
            gives: .one(CSRFToken.wire)),
        Route(
            "GET /api/admin/version", App.adminVersion, "Read the version of Prefect whose API this is",
            gives: .json(.text)),
        Route(
            "GET /api/admin/settings", App.adminSettings, "Read the settings of the server",
            gives: .json(.map(.any))),
        Route(
            "GET /api/admin/services", App.adminServices, "List the background services and how they fare",
            gives: .list(.service), for: .rigel),
        Route(
            "POST /api/admin/database/clear", App.clearDatabase, "Delete all that is stored, if the settings allow it",
            takes: .parameters(ConfirmBody.self), gives: .nothing, for: .olderClients),
        Route(
            "POST /api/admin/database/drop", App.clearDatabase, "Delete all that is stored, if the settings allow it",
            takes: .parameters(ConfirmBody.self), gives: .nothing, for: .olderClients),
        Route(
            "POST /api/admin/database/create", App.createDatabase, "Make the tables, which are always there",
            takes: .parameters(ConfirmBody.self), gives: .nothing, for: .olderClients),
        Route(
            "GET /api/collections/views/{view}", App.collectionView,
            "Read what there is to know of integrations: workers or blocks",
            gives: .json(.map(.any))),
        Route("GET /prefect-ui/ui-settings", App.prefectUISettings),
        Route("GET /prefect-ui/v2/ui-settings", App.prefectUISettings),
        Route(
            "DELETE /api/automations/owned-by/{resource*}", App.deleteOwnedAutomations,
            "Delete the automations of a resource, of which there are none",
            gives: .json(.null, .accepted)),
        Route(
            "GET /api/automations/related-to/{resource*}", App.relatedAutomations,
            "List the automations of a resource, of which there are none",
            gives: .json(.list(.map(.any)))),
    ]
}

extension Parameter where Value == String {
    /// The name that a client gave itself.
    static var client: Parameter { Parameter("client", .string, isRequired: true) }
}
