import Core
import JSON

extension App {
    private static let noArtifact = "Artifact not found."

    /// `POST /api/artifacts/`
    func createArtifact(_ call: Call) throws -> Response {
        let now = call.request.now
        var artifact = try call.body(ArtifactCreateBody.self).artifact
        artifact.id = effects.newID(at: now)
        return try storage.write { [artifact] tx in
            try ArtifactSaving.create(artifact, at: now, in: tx)
            return try .found(.created, App.noArtifact) { try tx.writeArtifact(artifact.id, into: &$0) }
        }
    }

    /// `GET /api/artifacts/{id}`
    func readArtifact(_ call: Call) throws -> Response {
        let id = try call.id()
        return try storage.read { tx in
            try .found(.ok, App.noArtifact) { try tx.writeArtifact(id, into: &$0) }
        }
    }

    /// `GET /api/artifacts/{key}/latest`
    func readLatestArtifact(_ call: Call) throws -> Response {
        let key = try call.text("key")
        return try storage.read { tx in
            try .found(.ok, App.noArtifact) { try tx.writeLatestArtifact(key: key, into: &$0) }
        }
    }

    /// `POST /api/artifacts/filter`
    func filterArtifacts(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(ArtifactListBody<ArtifactFilterBody>.self)
        let page = try body.page.checked()
        return try storage.read { tx in
            try .list { try tx.writeArtifacts(body.query, sort: body.sort, page: page, into: &$0) }
        }
    }

    /// `POST /api/artifacts/latest/filter`
    func filterLatestArtifacts(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(ArtifactListBody<LatestArtifactFilterBody>.self)
        let page = try body.page.checked()
        return try storage.read { tx in
            try .list { try tx.writeLatestArtifacts(body.query, sort: body.sort, page: page, into: &$0) }
        }
    }

    /// `POST /api/artifacts/count`
    func countArtifacts(_ call: Call) throws -> Response {
        let query = try call.embeddedBody(ArtifactQueryBody<ArtifactFilterBody>.self).query
        let count = try storage.read { try $0.countArtifacts(query) }
        return .json { $0.value(Int64(count)) }
    }

    /// `POST /api/artifacts/latest/count`
    func countLatestArtifacts(_ call: Call) throws -> Response {
        let query = try call.embeddedBody(ArtifactQueryBody<LatestArtifactFilterBody>.self).query
        let count = try storage.read { try $0.countLatestArtifacts(query) }
        return .json { $0.value(Int64(count)) }
    }

    /// `PATCH /api/artifacts/{id}`
    func updateArtifact(_ call: Call) throws -> Response {
        let id = try call.id()
        let change = try call.body(ArtifactUpdateBody.self).change
        guard try storage.write({ try $0.updateArtifact(id, change, at: call.request.now) }) else {
            throw Failure.notFound(App.noArtifact)
        }
        return .noContent
    }

    /// `DELETE /api/artifacts/{id}`
    func deleteArtifact(_ call: Call) throws -> Response {
        let id = try call.id()
        guard try storage.write({ try ArtifactSaving.delete(id, at: call.request.now, in: $0) }) else {
            throw Failure.notFound(App.noArtifact)
        }
        return .noContent
    }
}

extension Routes {
    static let artifacts: [Route] = [
        Route(
            "POST /api/artifacts/", App.createArtifact, "Keep an artifact",
            takes: .body(ArtifactCreateBody.self), gives: .one(Artifact.wire, .created)),
        Route(
            "POST /api/artifacts/filter", App.filterArtifacts, "List artifacts",
            takes: .parameters(ArtifactListBody<ArtifactFilterBody>.self), gives: .list(Artifact.wire)),
        Route(
            "POST /api/artifacts/count", App.countArtifacts, "Count artifacts",
            takes: .parameters(ArtifactQueryBody<ArtifactFilterBody>.self), gives: .count),
        Route(
            "POST /api/artifacts/latest/filter", App.filterLatestArtifacts, "List the latest artifact of each key",
            takes: .parameters(ArtifactListBody<LatestArtifactFilterBody>.self),
            gives: .list(ArtifactCollection.wire)),
        Route(
            "POST /api/artifacts/latest/count", App.countLatestArtifacts, "Count the keys of artifacts",
            takes: .parameters(ArtifactQueryBody<LatestArtifactFilterBody>.self), gives: .count),
        Route(
            "GET /api/artifacts/{key}/latest", App.readLatestArtifact, "Read the latest artifact of a key",
            gives: .one(Artifact.latestWire)),
        Route("GET /api/artifacts/{id}", App.readArtifact, "Read an artifact", gives: .one(Artifact.wire)),
        Route(
            "PATCH /api/artifacts/{id}", App.updateArtifact, "Change an artifact",
            takes: .body(ArtifactUpdateBody.self), gives: .nothing),
        Route("DELETE /api/artifacts/{id}", App.deleteArtifact, "Delete an artifact", gives: .nothing),
    ]
}
