import Core
import JSON

extension App {
    /// `GET /api/admin/settings`: what this server does, under the names of Prefect's settings.
    func adminSettings(_ call: Call) throws -> Response {
        .json { $0.value(.object(settings.shown)) }
    }

    /// `GET /api/collections/views/{view}`: the views that Prefect's own server fetches from elsewhere.
    func collectionView(_ call: Call) throws -> Response {
        let view = try call.text("view")
        if let text = collections.views[view] { return .json { $0.raw(text) } }
        throw Failure.notFound(
            Collections.absent.contains(view)
                ? "Requested content missing for view \(view)" : "View \(view) not found in registry")
    }
}
