import Core
import JSON

/// Limits by name: making, reading, changing and deleting them.
extension App {
    private static let missingLimit = "Concurrency Limit not found"

    /// `POST /api/v2/concurrency_limits/`
    func createLimit(_ call: Call) throws -> Response {
        let now = call.request.now
        var limit = try call.body(LimitCreateBody.self).limit
        limit.id = effects.newID(at: now)
        return try storage.write { [limit] tx in
            try tx.insertLimit(limit, at: now)
            return try .found(.created, App.missingLimit) { try tx.writeCreatedLimit(limit.id, at: now, into: &$0) }
        }
    }

    /// `GET /api/v2/concurrency_limits/{id_or_name}`
    func readLimit(_ call: Call) throws -> Response {
        let key = LimitKey(try call.text("id_or_name"))
        return try storage.read { tx in
            try .found(.ok, App.missingLimit) { try tx.writeLimit(key, at: call.request.now, into: &$0) }
        }
    }

    /// `POST /api/v2/concurrency_limits/filter`
    func filterLimits(_ call: Call) throws -> Response {
        let page = try call.embeddedBody(PageBody.self).checked()
        return try storage.read { tx in
            try .list { try tx.writeLimits(page, at: call.request.now, into: &$0) }
        }
    }

    /// `PATCH /api/v2/concurrency_limits/{id_or_name}`
    func updateLimit(_ call: Call) throws -> Response {
        let key = LimitKey(try call.text("id_or_name"))
        let now = call.request.now
        let body = try call.body(LimitUpdateBody.self)
        try storage.write { tx in
            let limit = try tx.found(key, or: App.missingLimit, at: now)
            guard !body.emptiesWhatMustBe else { throw Failure.conflict(Failure.integrityConflict) }
            _ = try tx.updateLimit(limit.id, body.change, at: now)
        }
        return .noContent
    }

    /// `DELETE /api/v2/concurrency_limits/{id_or_name}`
    func deleteLimit(_ call: Call) throws -> Response {
        let key = LimitKey(try call.text("id_or_name"))
        let now = call.request.now
        try storage.write { tx in
            try tx.deleteLimit(try tx.found(key, or: App.missingLimit, at: now).id, at: now)
        }
        return .noContent
    }

    /// `GET /api/v2/concurrency_limits/{id_or_name}/holders`: who holds slots since when, the oldest first. Rigel's own.
    func listHolders(_ call: Call) throws -> Response {
        let key = LimitKey(try call.text("id_or_name"))
        return try storage.read { tx in
            let limit = try tx.found(key, or: App.missingLimit, at: call.request.now)
            return try .list { try tx.writeHolders(ofLimit: limit.id, into: &$0) }
        }
    }
}

extension ConcurrencyReading {
    /// A limit that must be there.
    func found(_ key: LimitKey, or missing: String, at now: Timestamp) throws -> LimitFacts {
        guard let limit = try limit(key, at: now) else { throw Failure.notFound(missing) }
        return limit
    }
}
