import Core
import JSON

/// What clients ask about limits. None can be made yet, so no name is limited: nothing has to be waited for.
extension App {
    /// `POST /api/v2/concurrency_limits/increment`
    func takeSlots(_ call: Call) throws -> Response {
        _ = try call.embeddedBody(SlotsBody.self)
        return .json { $0.array { _ in } }
    }

    /// `POST /api/v2/concurrency_limits/decrement`
    func giveSlotsBack(_ call: Call) throws -> Response {
        _ = try call.embeddedBody(SlotsReleaseBody.self)
        return .json { $0.array { _ in } }
    }

    /// `POST /api/v2/concurrency_limits/increment-with-lease`
    func leaseSlots(_ call: Call) throws -> Response {
        let body = try call.embeddedBody(SlotsLeaseBody.self)
        let now = call.request.now
        let lease = ConcurrencyLease(id: effects.newID(at: now), expires: now + body.duration, holder: body.holder)
        try storage.write { try $0.insertLease(lease, at: now) }
        return .json { $0.value(["lease_id": .string(lease.id.description), "limits": []]) }
    }

    /// `POST /api/v2/concurrency_limits/decrement-with-lease`
    func endLease(_ call: Call) throws -> Response {
        let id = try call.embeddedBody(LeaseBody.self).id
        try storage.write { try $0.endLease(id) }
        return .noContent
    }

    /// `POST /api/v2/concurrency_limits/leases/{lease_id}/renew`
    func renewLease(_ call: Call) throws -> Response {
        let id = try call.id("lease_id")
        let now = call.request.now
        let duration = try call.embeddedBody(LeaseDurationBody.self).duration
        guard try storage.write({ try $0.renewLease(id, until: now + duration, at: now) }) else {
            throw Failure.gone("Lease not found - it may have expired or been revoked")
        }
        return .noContent
    }

    /// `POST /api/concurrency_limits/increment` and `decrement`, the way of older clients: no tag is limited.
    func changeTagSlots(_ call: Call) throws -> Response {
        _ = try call.embeddedBody(TagSlotsBody.self)
        return .json { $0.array { _ in } }
    }
}

extension Routes {
    static let concurrency: [Route] = [
        Route("POST /api/v2/concurrency_limits/increment", App.takeSlots),
        Route("POST /api/v2/concurrency_limits/decrement", App.giveSlotsBack),
        Route("POST /api/v2/concurrency_limits/increment-with-lease", App.leaseSlots),
        Route("POST /api/v2/concurrency_limits/decrement-with-lease", App.endLease),
        Route("POST /api/v2/concurrency_limits/leases/{lease_id}/renew", App.renewLease),
        Route("POST /api/concurrency_limits/increment", App.changeTagSlots),
        Route("POST /api/concurrency_limits/decrement", App.changeTagSlots),
    ]
}
