import Core
import JSON

/// A generation of Prefect's own web UI. nginx serves its files (`RIGEL_PREFECT_UI`); the API is all that it asks of the server.
public enum PrefectUI: String, Sendable, CaseIterable {
    case v1, v2

    /// Where its files lie in Prefect's package.
    public var folder: String { self == .v1 ? "ui" : "ui-v2" }

    /// Where nginx serves it.
    var path: String { self == .v1 ? "/prefect-ui" : "/prefect-ui/v2" }
}

extension App {
    /// `GET /prefect-ui/ui-settings`: what Prefect's own web UI asks before anything else.
    ///
    /// Addresses are paths: so they are right behind every proxy.
    func prefectUISettings(_ call: Call) throws -> Response {
        guard let newest = settings.prefectUIs.last else {
            throw Failure.notFound("Prefect's own web UI is not served here: RIGEL_PREFECT_UI names no folder with it.")
        }
        return .json { writer in
            writer.object {
                $0.member("api_url", .string(settings.basePath + "/api"))
                $0.member("csrf_enabled", .bool(settings.csrfTokenLifetime != nil))
                $0.member("auth", settings.authorization == nil ? .null : "BASIC")
                $0.member("flags", .array([]))
                $0.member("default_ui", .string(newest.rawValue))
                $0.member("available_uis", .array(settings.prefectUIs.map { .string($0.rawValue) }))
                for ui in PrefectUI.allCases {
                    let isThere = settings.prefectUIs.contains(ui)
                    $0.member("\(ui.rawValue)_base_url", isThere ? .string(settings.basePath + ui.path) : .null)
                }
            }
        }
    }
}
