import Core
import JSON

extension App {
    /// `GET /api/admin/settings`: what this server does, under the names of Prefect's settings.
    func adminSettings(_ call: Call) throws -> Response {
        let api: JSONValue = ["default_limit": .int(PageBody.mostRows), "base_path": .string(settings.basePath)]
        let services: JSONValue = .object(
            JSONObject(
                settings.services.map { .init(key: $0.key, value: ["enabled": .bool($0.value)]) }.sorted {
                    $0.key < $1.key
                }))
        return .json {
            $0.value([
                "server": [
                    "api": api, "services": services,
                    // Prefect's own UI then sends nothing to those who made it, and shows no offers of theirs.
                    "analytics_enabled": false, "ui": ["show_promotional_content": false],
                    "csrf_protection_enabled": .bool(settings.csrfTokenLifetime != nil),
                    "flow_run_graph": [
                        "max_nodes": .int(Int64(FlowRunGraph.mostNodes)),
                        "max_artifacts": .int(Int64(FlowRunGraph.mostArtifacts)),
                    ],
                ]
            ])
        }
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
