import Core
import JSON

extension App {
    private static let versionsLength = 20

    /// `GET /artifacts/artifact/{id}`
    func showArtifact(_ call: Call) throws -> Response {
        let id = try call.id()
        let now = call.request.now
        return try storage.read { tx in
            guard let artifact = try tx.artifact(id), let summary = try tx.artifactSummary(id) else {
                throw Failure.notFound("There is no artifact with this id.")
            }
            let none = Slice<ArtifactSummary>(items: [], hasMore: false)
            let versions =
                try artifact.key.map { try tx.artifactVersions(ofKey: $0, limit: App.versionsLength) } ?? none
            let latest = try artifact.key.flatMap { try tx.artifactCollection(key: $0) }?.latestID
            let fields: PageFields = [
                "heading": .text(summary.key ?? summary.type ?? "Artifact"), "artifact_id": .text(id.description),
                "is_old": .flag(latest != nil && latest != id), "latest": .text(latest?.description),
                "metadata": .list(artifact.metadataFields), "shown": .group(ArtifactView(artifact).fields),
                "has_versions": .flag(versions.items.count > 1),
                "versions": .list(
                    versions.items.map { $0.fields(at: now).adding(["is_this": .flag($0.id == id)]) }),
                "versions_cut": .flag(versions.hasMore),
            ]
            return show(
                HTMLPage(
                    template: "ArtifactPage", title: "\(summary.key ?? summary.type ?? "no key") · artifact",
                    section: .artifacts, fields: summary.fields(at: now).adding(fields)), to: call)
        }
    }

    /// `GET /artifacts/key/{key}`: the latest artifact of a key.
    func showLatestArtifact(_ call: Call) throws -> Response {
        let key = try call.text("key")
        guard let latest = try storage.read({ try $0.artifactCollection(key: key) }) else {
            throw Failure.notFound("No artifact has this key.")
        }
        return seeOther("/artifacts/artifact/\(latest.latestID)")
    }
}

extension Artifact {
    fileprivate var metadataFields: [PageFields] {
        (metadata?.members ?? []).map { ["name": .text($0.key), "value": .text($0.value.string)] }
    }
}

extension Routes {
    static let artifactPages: [Route] = [
        Route("GET /artifacts", App.showArtifacts),
        Route("GET /artifacts/artifact/{id}", App.showArtifact),
        Route("GET /artifacts/key/{key}", App.showLatestArtifact),
    ]
}
