import Core
import JSON

/// What the forms of the pages of limits do.
extension App {
    /// `POST /concurrency-limits/new`: fields `kind` (`name` or `tag`), `name`, `limit` and `decay`, empty for none.
    func createLimitByForm(_ call: Call) throws -> Response {
        let form = try call.form()
        let now = call.request.now
        let name = try form.limitName()
        let isForTag = form["kind"] == LimitKind.tag.rawValue
        var limit = NewLimit(
            id: effects.newID(at: now), name: isForTag ? TagLimit.name(of: name) : name, slots: try form.limitSlots())
        limit.decay = isForTag ? 0 : try form.limitDecay()
        try storage.write { [limit] tx in
            guard try tx.limit(.name(limit.name), at: now) == nil else { throw Failure.limitExists(name) }
            try tx.insertLimit(limit, at: now)
        }
        return seeOther(App.page(ofLimit: limit.id))
    }

    /// `POST …/change`: fields `limit`, and for limits by name also `name` and `decay`.
    func changeLimitByForm(_ call: Call) throws -> Response {
        let form = try call.form()
        let now = call.request.now
        let slots = try form.limitSlots()
        return try change(call) { tx, limit in
            var change = LimitChange()
            change.slots = slots
            if limit.kind == .name {
                let name = try form.limitName()
                if name != limit.name {
                    guard try tx.limit(.name(name), at: now) == nil else { throw Failure.limitExists(name) }
                    change.name = name
                }
                change.decay = try form.limitDecay()
            }
            _ = try tx.updateLimit(limit.id, change, at: now)
        }
    }

    /// `POST …/on`
    func switchLimitOn(_ call: Call) throws -> Response { try switchLimit(call, on: true) }

    /// `POST …/off`: everybody passes.
    func switchLimitOff(_ call: Call) throws -> Response { try switchLimit(call, on: false) }

    private func switchLimit(_ call: Call, on isActive: Bool) throws -> Response {
        _ = try call.form()
        return try change(call) { tx, limit in
            var change = LimitChange()
            change.isActive = isActive
            _ = try tx.updateLimit(limit.id, change, at: call.request.now)
        }
    }

    /// `POST …/free`: a field `row` says which one of those that are held.
    func freeSlotByForm(_ call: Call) throws -> Response {
        guard let row = try call.form()["row"].flatMap({ Int64($0) }) else {
            throw Failure.badRequest("The form does not say which slots.")
        }
        return try change(call) { tx, limit in
            try tx.apply(.free(.row(row, limit: limit.id)), at: call.request.now)
        }
    }

    /// `POST …/reset`: nobody holds anything.
    func resetLimitByForm(_ call: Call) throws -> Response {
        _ = try call.form()
        return try change(call) { tx, limit in
            var change = LimitChange()
            change.takenSlots = 0
            _ = try tx.updateLimit(limit.id, change, at: call.request.now)
        }
    }

    /// `POST …/delete`
    func deleteLimitByForm(_ call: Call) throws -> Response {
        _ = try call.form()
        _ = try change(call) { tx, limit in
            // The deployment would go on saying that it has one.
            guard limit.kind != .deployment else {
                throw Failure.unprocessable("The limit belongs to a deployment; deploy it again without one.")
            }
            try tx.deleteLimit(limit.id, at: call.request.now)
        }
        return seeOther("/concurrency-limits")
    }

    /// Changes a limit that is there, and leads back to its page.
    private func change(
        _ call: Call, _ body: @Sendable (any Writing, LimitSummary) throws -> Void
    ) throws -> Response {
        let id = try call.id()
        try storage.write { tx in
            guard let limit = try tx.limitSummary(id, at: call.request.now) else { throw Failure.noLimitPage }
            try body(tx, limit)
        }
        return seeOther(App.page(ofLimit: id))
    }

    private static func page(ofLimit id: ID) -> String { "/concurrency-limits/concurrency-limit/\(id)" }
}

extension Failure {
    fileprivate static func limitExists(_ name: String) -> Failure {
        .conflict("There is a limit named \"\(name)\" already.")
    }
}

extension FormFields {
    /// The name of a limit, as the API takes names.
    fileprivate func limitName() throws -> String {
        var problems = Problems()
        let text = self["name"] ?? ""
        guard let name = Kind<String>.name.read(.string(text), [], &problems), problems.isEmpty else {
            throw Failure.badRequest("\"\(text)\" is no name: that is any text without / % & < and >.")
        }
        return name
    }

    fileprivate func limitSlots() throws -> Int64 {
        let text = self["limit"] ?? ""
        guard let slots = Int64(text), (0...Int64(Int32.max)).contains(slots) else {
            throw Failure.badRequest("\"\(text)\" is no limit: that is a whole number, 0 or more.")
        }
        return slots
    }

    /// Slots per second; 0 where nothing was entered.
    fileprivate func limitDecay() throws -> Double {
        guard let text = self["decay"] else { return 0 }
        guard let decay = Double(text), decay.isFinite, decay >= 0 else {
            throw Failure.badRequest("\"\(text)\" is no number of slots per second.")
        }
        return decay
    }
}
