public import Core
import Foundation  // Base64
public import JSON
public import Logging

/// The web side of the server: gives every request its response.
public struct App: Sendable {
    let storage: any Storage
    let effects: Effects
    let zones: TimeZones
    let settings: AppSettings
    let pages: Pages
    let collections: Collections
    let logger: Logger
    /// The description of the API.
    let openAPI: OpenAPIFile
    private let router = Router(Routes.all)

    public init(
        storage: any Storage, effects: Effects, zones: TimeZones, settings: AppSettings, pages: Pages,
        collections: Collections, logger: Logger
    ) {
        self.storage = storage
        self.effects = effects
        self.zones = zones
        self.settings = settings
        self.pages = pages
        self.collections = collections
        self.logger = logger
        openAPI = OpenAPIFile(basePath: settings.basePath)
    }

    /// Answers one request. Never throws: what goes wrong becomes a response.
    public func respond(to request: Request) -> Response {
        guard !isForPeople(request) else { return answer(request) }
        if let preflight = settings.crossOrigin.preflight(request) { return preflight }
        var response = answer(request)
        settings.crossOrigin.mark(&response, for: request)
        return response
    }

    private func answer(_ request: Request) -> Response {
        do {
            for item in Guard.all { try item.check(self, request) }
            return try route(request)
        } catch let failure as Failure {
            let response = Response(failure)
            return isForPeople(request) ? errorPage(response.status, failure.text, to: request) : response
        } catch {
            logger.error(
                "The request failed",
                metadata: [
                    "request": "\(request.id)", "path": "\(request.path)", "error": "\(error)",
                ])
            if isForPeople(request) { return errorPage(.internalError, nil, to: request) }
            var response = Response.exceptionMessage("Internal Server Error", .internalError)
            response.headers["X-Request-ID"] = request.id
            return response
        }
    }

    private func route(_ request: Request) throws -> Response {
        switch router.find(request.method == .head ? .get : request.method, request.path) {
        case .found(let route, let parameters):
            if route.checksAPIVersion { try APIVersion.check(request.headers["X-PREFECT-API-VERSION"]) }
            return try route.handler(
                self,
                Call(
                    request: request, parameters: parameters, declaration: route.declaration, bounds: settings.bounds))
        case .wrongMethod(let allowed):
            var response =
                isForPeople(request)
                ? errorPage(.methodNotAllowed, nil, to: request)
                : Response.detail("Method Not Allowed", .methodNotAllowed)
            response.headers["Allow"] = allowed.map(\.rawValue).joined(separator: ", ")
            return response
        case .moved(let path):
            var response = Response(.temporaryRedirect)
            response.headers["Location"] =
                settings.basePath + path + (request.query.isEmpty ? "" : "?" + request.query)
            return response
        case .notFound:
            return isForPeople(request)
                ? errorPage(.notFound, "There is no page at this address.", to: request)
                : .detail("Not Found", .notFound)
        }
    }
}

/// What the person who runs the server decided, as far as requests depend on it.
public struct AppSettings: Sendable {
    /// The path under which the server is reachable from outside, such as `/rigel`; empty for the root.
    public var basePath: String
    /// The generations of Prefect's own web UI that nginx serves at `/prefect-ui/`.
    public var prefectUIs: [PrefectUI]
    /// Whether `POST /api/admin/database/clear` exists.
    public var allowsDatabaseClear: Bool

    /// The header that everybody must send who asks for more than the server's health; nil when nobody has to.
    public var authorization: String?
    /// How long a token against forged requests holds; nil when none is asked for.
    public var csrfTokenLifetime: Interval?
    /// Which pages of other sites may read answers.
    public var crossOrigin: CrossOrigin

    /// Every background service there is, and whether it runs here.
    public var services: [String: Bool]

    /// How much may be asked for or sent at once.
    public var bounds: Bounds
    /// The settings under the names of Prefect's, for those who ask.
    public var shown: JSONObject

    public init(
        basePath: String = "", prefectUIs: [PrefectUI] = [], allowsDatabaseClear: Bool = false, password: String? = nil,
        csrfTokenLifetime: Interval? = nil, crossOrigin: CrossOrigin = CrossOrigin(), services: [String: Bool] = [:],
        bounds: Bounds = Bounds(), shown: JSONObject = JSONObject()
    ) {
        authorization = password.map { "Basic \(Data($0.utf8).base64EncodedString())" }
        self.csrfTokenLifetime = csrfTokenLifetime
        self.crossOrigin = crossOrigin
        self.basePath = basePath
        self.prefectUIs = prefectUIs
        self.allowsDatabaseClear = allowsDatabaseClear
        self.services = services
        self.bounds = bounds
        self.shown = shown
    }
}
