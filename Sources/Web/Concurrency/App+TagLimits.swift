import Core
import JSON

/// Limits for task runs with a tag, as 2.x and 3.0 clients make and read them.
extension App {
    private static let missingTagLimit = "Concurrency limit not found"

    /// `POST /api/concurrency_limits/`: 201 for a new limit, 200 for one that was there and is changed.
    func createTagLimit(_ call: Call) throws -> Response {
        let body = try call.body(TagLimitBody.self)
        let now = call.request.now
        let new = NewLimit(id: effects.newID(at: now), name: TagLimit.name(of: body.tag), slots: body.slots)
        return try storage.write { tx in
            let known = try tx.limit(.name(new.name), at: now)
            if let known {
                var change = LimitChange()
                change.slots = body.slots
                _ = try tx.updateLimit(known.id, change, at: now)
            } else {
                try tx.insertLimit(new, at: now)
            }
            return try .found(known == nil ? .created : .ok, App.missingTagLimit) {
                try tx.writeTagLimit(.name(new.name), into: &$0)
            }
        }
    }

    /// `GET /api/concurrency_limits/{id}`
    func readTagLimit(_ call: Call) throws -> Response {
        let id = try call.id()
        return try storage.read { tx in
            try .found(.ok, App.missingTagLimit) { try tx.writeTagLimit(.id(id), into: &$0) }
        }
    }

    /// `GET /api/concurrency_limits/tag/{tag}`
    func readLimitOfTag(_ call: Call) throws -> Response {
        let key = try call.tagLimit()
        return try storage.read { tx in
            try .found(.ok, App.missingTagLimit) { try tx.writeTagLimit(key, into: &$0) }
        }
    }

    /// `POST /api/concurrency_limits/filter`
    func filterTagLimits(_ call: Call) throws -> Response {
        let page = try call.embeddedBody(PageBody.self).checked()
        return try storage.read { tx in try .list { try tx.writeTagLimits(page, into: &$0) } }
    }

    /// `DELETE /api/concurrency_limits/{id}`
    func deleteTagLimit(_ call: Call) throws -> Response { try deleteTagLimit(.id(try call.id()), call) }

    /// `DELETE /api/concurrency_limits/tag/{tag}`
    func deleteLimitOfTag(_ call: Call) throws -> Response { try deleteTagLimit(try call.tagLimit(), call) }

    private func deleteTagLimit(_ key: LimitKey, _ call: Call) throws -> Response {
        let now = call.request.now
        try storage.write { tx in
            try tx.deleteLimit(try tx.found(key, or: App.missingTagLimit, at: now).id, at: now)
        }
        return .json { $0.null() }
    }

    /// `POST /api/concurrency_limits/tag/{tag}/reset`: nobody holds a slot, or only the task runs that are named.
    func resetTagLimit(_ call: Call) throws -> Response {
        let key = try call.tagLimit()
        let now = call.request.now
        let taskRuns = try call.embeddedBody(TagLimitResetBody.self).taskRuns
        try storage.write { tx in
            let limit = try tx.found(key, or: App.missingTagLimit, at: now)
            try tx.apply(.free(.all(limit: limit.id)), at: now)
            for run in taskRuns {
                try tx.apply(
                    .take(SlotTaking(limits: [limit.id], holder: SlotHolder(.taskRun, run), isByRule: true)), at: now)
            }
        }
        return .json { $0.null() }
    }
}

extension Call {
    /// The limit of the tag in the path.
    fileprivate func tagLimit() throws -> LimitKey { .name(TagLimit.name(of: try text("tag"))) }
}
