import Core
import JSON

/// Taking slots of limits and giving them back.
extension App {
    /// `POST /api/v2/concurrency_limits/increment`
    func takeSlots(_ call: Call) throws -> Response {
        let request = try call.embeddedBody(SlotsBody.self).request
        let (now, chance) = (call.request.now, effects.random())
        let outcome = try storage.write { try Slots.take(request, chance: chance, at: now, in: $0) }
        let limits = try outcome.limits { _ in "Locked" }
        return .json { writer in writer.array { list in for limit in limits { list.value(limit.short()) } } }
    }

    /// `POST /api/v2/concurrency_limits/increment-with-lease`
    func leaseSlots(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(SlotsLeaseBody.self)
        let (now, chance) = (call.request.now, effects.random())
        let lease = ConcurrencyLease(id: effects.newID(at: now), expires: now + body.duration)
        var request = body.request
        request.lease = lease
        let outcome = try storage.write { [request] in try Slots.take(request, chance: chance, at: now, in: $0) }
        let limits = try outcome.limits { _ in "Locked" }
        return .json { writer in
            writer.value([
                "lease_id": .string(lease.id.description), "limits": .array(limits.map { $0.short() }),
            ])
        }
    }

    /// `POST /api/v2/concurrency_limits/decrement`
    func giveSlotsBack(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(SlotsReleaseBody.self)
        let now = call.request.now
        let limits = try storage.write { tx in
            let limits = try tx.limits(named: body.names, except: nil, at: now)
            let active = limits.filter(\.isActive).map(\.id)
            try tx.apply(.free(.unnamed(limits: active, slots: body.slots, occupancy: body.occupancy)), at: now)
            return limits
        }
        return .json { writer in writer.array { list in for limit in limits { list.value(limit.short()) } } }
    }

    /// `POST /api/v2/concurrency_limits/decrement-with-lease`
    func endLease(_ call: Call) throws -> Response {
        let id = try call.embeddedBody(LeaseBody.self).id
        try storage.write { try $0.apply(.free(.lease(id)), at: call.request.now) }
        return .noContent
    }

    /// `POST /api/v2/concurrency_limits/leases/{lease}/renew`. As long as the slots of a lease were not given to others,
    /// it can be renewed, also when its time is over.
    func renewLease(_ call: Call) throws -> Response {
        let id = try call.checkedID("lease", named: "lease_id")
        let now = call.request.now
        let duration = try call.embeddedBody(LeaseDurationBody.self).duration
        guard try storage.write({ try $0.renewLease(id, until: now + duration) }) else {
            throw Failure.gone("Lease not found - it may have expired or been revoked")
        }
        return .noContent
    }

    /// `POST /api/concurrency_limits/increment`
    func takeTagSlots(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(TagSlotsBody.self)
        let (now, chance) = (call.request.now, effects.random())
        let outcome = try storage.write { tx in
            try Slots.take(ofTags: body.tags, for: body.taskRunID, chance: chance, at: now, in: tx)
        }
        let limits = try outcome.limits { "Concurrency limit for the \($0.tag ?? $0.name) tag has been reached" }
        return .json { writer in
            writer.array { list in for limit in limits { list.value(limit.short(named: limit.tag)) } }
        }
    }

    /// `POST /api/concurrency_limits/decrement`
    func giveTagSlotsBack(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(TagSlotsBody.self)
        let now = call.request.now
        let limits = try storage.write { tx in
            let limits = try tx.limits(named: body.tags.map(TagLimit.name), except: nil, at: now)
            let holder = SlotHolder(.taskRun, body.taskRunID)
            try tx.apply(.free(.holderOf(holder, limits: limits.map(\.id))), at: now)
            return limits
        }
        return .json { writer in writer.array { list in for limit in limits { list.value(limit.short()) } } }
    }
}

extension SlotOutcome {
    /// The limits whose slots were taken. Throws ``Failure/locked(_:retryAfter:)``, in words for the limit that is full.
    fileprivate func limits(_ text: (LimitFacts) -> String) throws -> [LimitFacts] {
        switch self {
        case .taken(let limits): return limits
        case .busy(let limit, let seconds): throw Failure.locked(text(limit), retryAfter: seconds)
        }
    }
}

extension LimitFacts {
    /// A limit as answers to clients that take slots mention it.
    fileprivate func short(named other: String? = nil) -> JSONValue {
        ["id": .string(id.description), "name": .string(other ?? name), "limit": .int(slots)]
    }
}

extension Call {
    /// A UUID of the pattern for which any text matches. Throws a problem at the member of the path.
    fileprivate func checkedID(_ name: String, named shown: String) throws -> ID {
        var problems = Problems()
        guard let id = Kind<ID>.id.read(.string(try text(name)), ["path", .string(shown)], &problems) else {
            throw Failure.invalid(problems.list, body: try parsedBody() ?? .null)
        }
        return id
    }
}
