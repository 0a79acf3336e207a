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
        Route("POST /api/artifacts/", App.createArtifact),
        Route("POST /api/artifacts/filter", App.filterArtifacts),
        Route("POST /api/artifacts/count", App.countArtifacts),
        Route("POST /api/artifacts/latest/filter", App.filterLatestArtifacts),
        Route("POST /api/artifacts/latest/count", App.countLatestArtifacts),
        Route("GET /api/artifacts/{key}/latest", App.readLatestArtifact),
        Route("GET /api/artifacts/{id}", App.readArtifact),
        Route("PATCH /api/artifacts/{id}", App.updateArtifact),
        Route("DELETE /api/artifacts/{id}", App.deleteArtifact),
    ]
}
